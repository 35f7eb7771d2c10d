package io.pollhook.spring;

import io.pollhook.settings.Property;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Reads Pollhook's properties from a Spring application, in any spelling that Spring Boot accepts.
 */
final class EnvironmentProperties {
  private static final String PREFIX = "pollhook";

  /** The properties of the auto-configuration itself. */
  private static final Set<String> OWN = Set.of("enabled");

  private EnvironmentProperties() {}

  /**
   * Returns the properties that are set, by their names in docs/properties.md.
   *
   * @throws IllegalArgumentException for a pollhook.* property that does not exist
   */
  static Map<String, String> of(Environment environment) {
    Binder binder = Binder.get(environment);
    Map<String, String> given = new HashMap<>();
    for (Property property : Property.ALL) {
      binder
          .bind(property.name(), Bindable.of(String.class))
          .ifBound(value -> given.put(property.name(), value));
    }
    refuseUnknown(binder);
    return given;
  }

  /** Compares letters only: environment variables do not show the dashes and dots of a name. */
  private static void refuseUnknown(Binder binder) {
    Set<String> known =
        Property.ALL.stream()
            .map(property -> letters(property.name().replaceFirst("^pollhook\\.", "")))
            .collect(Collectors.toSet());
    OWN.forEach(name -> known.add(letters(name)));
    binder
        .bind(PREFIX, Bindable.mapOf(String.class, String.class))
        .orElse(Map.of())
        .keySet()
        .forEach(
            name -> {
              if (!known.contains(letters(name))) {
                throw new IllegalArgumentException(
                    "unknown property pollhook."
                        + name
                        + "; docs/properties.md lists the known ones");
              }
            });
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
