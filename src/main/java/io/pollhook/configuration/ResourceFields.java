package io.pollhook.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The fields of one resource, found in any case, in the resource itself or among its dates. Null
 * and blank text count as missing. Numbers and booleans may come as text.
 */
final class ResourceFields {
  private static final String DATES = "datesConfiguration";

  /** Spellings in the vendor's own documentation. */
  private static final Map<String, String> ALIASES =
      Map.of("filterbyupdatedate", "filterbyupdateddate");

  private final String path;
  private final Map<String, Field> fields = new TreeMap<>();

  private record Field(String path, JsonNode value) {
    boolean isBlank() {
      return value.isNull() || (value.isTextual() && value.textValue().isBlank());
    }
  }

  /**
   * @param path the resource's own path, for error messages
   * @throws ConfigurationException if the resource or its dates are not objects
   */
  ResourceFields(String path, JsonNode resource) {
    this.path = path;
    if (!resource.isObject()) {
      throw ConfigurationException.of(path, resource, "expected an object with a url");
    }
    put(path, resource);
    // Put last, so that a field among the dates takes precedence.
    field(DATES).ifPresent(this::putDates);
  }

  private void putDates(Field dates) {
    if (!dates.value().isObject()) {
      throw ConfigurationException.of(dates.path(), dates.value(), "expected an object");
    }
    put(dates.path(), dates.value());
  }

  private void put(String parent, JsonNode object) {
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      Field field = new Field(parent + "." + entry.getKey(), entry.getValue());
      if (field.isBlank()) {
        fields.putIfAbsent(key(entry.getKey()), field);
      } else {
        fields.put(key(entry.getKey()), field);
      }
    }
  }

  /** The field as configured, even if it is blank; null if it is missing. */
  String asConfigured(String name) {
    Field field = fields.get(key(name));
    return field == null || field.value().isNull() ? null : field.value().asText();
  }

  /** The field's path as it was configured, for error messages. */
  String path(String name) {
    Field field = fields.get(key(name));
    return field == null ? path + "." + name : field.path();
  }

  Optional<String> text(String name) {
    return field(name)
        .map(
            field -> {
              if (!field.value().isTextual()) {
                throw ConfigurationException.of(field.path(), field.value(), "expected text");
              }
              return field.value().textValue().strip();
            });
  }

  boolean flag(String name, boolean otherwise) {
    return field(name).map(ResourceFields::flag).orElse(otherwise);
  }

  private static boolean flag(Field field) {
    return switch (field.value().asText().strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw ConfigurationException.of(field.path(), field.value(), "expected true or false");
    };
  }

  /** A whole number within the bounds (inclusive). */
  OptionalInt number(String name, int least, int most) {
    return field(name)
        .map(field -> OptionalInt.of(number(field, least, most)))
        .orElse(OptionalInt.empty());
  }

  private static int number(Field field, int least, int most) {
    try {
      int number = new BigDecimal(field.value().asText().strip()).intValueExact();
      if (number >= least && number <= most) {
        return number;
      }
    } catch (ArithmeticException | NumberFormatException notWhole) {
      // Refused below, like a number out of bounds.
    }
    throw ConfigurationException.of(
        field.path(),
        field.value(),
        "expected a whole number from %d to %d".formatted(least, most));
  }

  private Optional<Field> field(String name) {
    return Optional.ofNullable(fields.get(key(name))).filter(field -> !field.isBlank());
  }

  private static String key(String name) {
    String key = name.strip().toLowerCase(Locale.ROOT);
    return ALIASES.getOrDefault(key, key);
  }
}
