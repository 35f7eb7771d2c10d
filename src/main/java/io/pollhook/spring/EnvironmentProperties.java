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
 * Pollhook's properties as a Spring application has them, in any spelling that Spring Boot takes.
 */
final class EnvironmentProperties {
  private static final String PREFIX = "pollhook";

  /** The auto-configuration's own. */
  private static final Set<String> OWN = Set.of("enabled");

  private EnvironmentProperties() {}

  /**
   * Those that are set, by the names of docs/properties.md.
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

  /** An environment variable does not say where the dashes and dots of a name are. */
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
