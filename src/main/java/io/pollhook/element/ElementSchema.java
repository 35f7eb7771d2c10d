package io.pollhook.element;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpression;
import io.pollhook.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Checks an element file against {@code schema/element.schema.json} and reports mistakes in plain
 * words.
 */
final class ElementSchema {
  /** The keyword that describes a pattern for people; editors show it too. */
  private static final String EXPECTED = "patternErrorMessage";

  private static final JsonNode DOCUMENT = document();
  private static final JsonSchema SCHEMA = schema();

  private final JsonPointer field;
  private final String keyword;
  private final JsonNode value;
  private final JsonNode subschema;
  private final ValidationMessage message;

  private ElementSchema(ValidationMessage message) {
    this.message = message;
    this.field = pointer(message.getInstanceLocation());
    this.keyword = message.getType();
    this.value = message.getInstanceNode();
    this.subschema = DOCUMENT.at(pointer(message.getSchemaLocation().getFragment()).head());
  }

  private static JsonNode document() {
    try (InputStream in =
        ElementSchema.class.getResourceAsStream("/io/pollhook/schema/element.schema.json")) {
      return Json.MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonSchema schema() {
    JsonMetaSchema language =
        JsonMetaSchema.builder(JsonMetaSchema.getV202012())
            .keyword(new NonValidationKeyword(EXPECTED))
            .build();
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder()
            .regularExpressionFactory(ElementSchema::expression)
            .build();
    return JsonSchemaFactory.getInstance(
            VersionFlag.V202012, factory -> factory.metaSchema(language))
        .getSchema(DOCUMENT, config);
  }

  /**
   * Compiles an expression that runs in linear time and whose {@code $} does not match before a
   * line break.
   */
  private static RegularExpression expression(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return text -> pattern.matcher(text).find();
  }

  private static JsonPointer pointer(JsonNodePath path) {
    JsonPointer pointer = JsonPointer.empty();
    for (int i = 0; i < path.getNameCount(); i++) {
      pointer =
          path.getElement(i) instanceof Integer index
              ? pointer.appendIndex(index)
              : pointer.appendProperty(path.getName(i));
    }
    return pointer;
  }

  /** Adds a mistake for each violation of the schema. */
  static void check(JsonNode element, Mistakes mistakes) {
    SCHEMA.validate(element).forEach(found -> new ElementSchema(found).addTo(mistakes));
  }

  private void addTo(Mistakes mistakes) {
    switch (keyword) {
      case "additionalProperties" ->
          mistakes.add(field.appendProperty(message.getProperty()), unknown());
      case "not" -> mistakes.add(field, subschema.path("description").asText());
      case "required" -> mistakes.add(field.appendProperty(message.getProperty()), missing());
      default -> mistakes.add(field, is() + ", expected " + expected());
    }
  }

  private String unknown() {
    List<String> known = new ArrayList<>();
    subschema.path("properties").fieldNames().forEachRemaining(known::add);
    String name = message.getProperty();
    Optional<String> nearest =
        known.stream()
            .filter(some -> name.length() < 2 * some.length())
            .filter(some -> distance(name, some) <= Math.max(1, some.length() / 3))
            .min(Comparator.comparingInt(some -> distance(name, some)));
    return "is unknown, "
        + nearest
            .map(some -> "did you mean " + some + '?')
            .orElse("expected one of " + String.join(", ", known));
  }

  /**
   * Returns the number of characters to add, remove, replace or swap with the next one
   * (Damerau-Levenshtein).
   */
  private static int distance(String one, String other) {
    int[][] costs = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        costs[i][j] = i == 0 || j == 0 ? i + j : cost(one, other, i, j, costs);
      }
    }
    return costs[one.length()][other.length()];
  }

  private static int cost(String one, String other, int i, int j, int[][] costs) {
    boolean same = one.charAt(i - 1) == other.charAt(j - 1);
    int cost = Math.min(costs[i - 1][j], costs[i][j - 1]) + 1;
    cost = Math.min(cost, costs[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped =
        i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1);
    return swapped ? Math.min(cost, costs[i - 2][j - 2] + 1) : cost;
  }

  /**
   * Describes a missing key. If only some values of another key require it, its subschema says so.
   */
  private String missing() {
    String place = message.getSchemaLocation().getFragment().toString();
    boolean conditional = place.contains("then") || place.contains("else");
    return "is missing" + (conditional ? ": " + subschema.path("description").asText() : "");
  }

  private String is() {
    if (value.isNull()) {
      return "is empty";
    }
    if (value.isContainerNode()) {
      return value.isEmpty() ? "is empty" : value.isArray() ? "is a list" : "is a map";
    }
    boolean textInQuotes = keyword.equals("type") && expected().equals("text");
    if (textInQuotes) {
      return value.isBoolean() ? "is true or false" : "is a number"; // may be a secret
    }
    return "is " + (value.isTextual() ? Mistakes.quoted(value.textValue()) : value.asText());
  }

  private String expected() {
    JsonNode rule = message.getSchemaNode();
    return switch (keyword) {
      case "enum" -> "one of " + list(rule);
      case "pattern" -> subschema.path(EXPECTED).asText();
      case "minimum", "maximum" -> number();
      case "minItems" -> "at least one entry";
      case "maxLength" -> "at most " + rule.asText() + " characters";
      default -> type(rule);
    };
  }

  private String number() {
    if (subschema.has(EXPECTED)) {
      return subschema.path(EXPECTED).asText();
    }
    return "a whole number from %s to %s"
        .formatted(subschema.path("minimum").asText(), subschema.path("maximum").asText());
  }

  private String type(JsonNode type) {
    if (type.isArray()) {
      return subschema.has(EXPECTED) ? subschema.path(EXPECTED).asText() : "text";
    }
    return switch (type.asText()) {
      case "object" -> field.matches() ? "an element with key and resources" : "a map";
      case "array" -> "a list";
      case "boolean" -> "true or false";
      case "integer" -> number();
      default -> "text";
    };
  }

  private static String list(JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(", "));
  }
}
