package io.pollhook.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.configuration.ResourceResult.FieldNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a map of resources, each independently. */
final class PollingConfigurationParser {
  private static final int MAX_RESOURCES = 1_000;

  private final String field;
  private final Map<String, String> keysByObjectType = new HashMap<>();

  private PollingConfigurationParser(String field) {
    this.field = field;
  }

  /**
   * Reads a map of resources.
   *
   * @param field the map's name, for error messages
   * @throws ConfigurationException if it is not a map of resources
   */
  static List<ResourceResult> parse(String field, JsonNode value) {
    JsonNode map = ConfigurationJson.unwrap(field, value);
    if (!map.isObject()) {
      throw ConfigurationException.of(field, map, EXPECTED);
    }
    if (map.path("url").isTextual()) {
      throw ConfigurationException.of(field, "is the configuration of one resource, " + EXPECTED);
    }
    if (map.size() > MAX_RESOURCES) {
      throw ConfigurationException.of(
          field, "has %d resources, expected at most %d".formatted(map.size(), MAX_RESOURCES));
    }
    PollingConfigurationParser parser = new PollingConfigurationParser(field);
    List<ResourceResult> results = new ArrayList<>();
    map.properties()
        .forEach(entry -> results.add(parser.resource(entry.getKey(), entry.getValue())));
    return results;
  }

  private static final String EXPECTED =
      "expected an object whose keys are resource names: {\"contacts\": {\"url\": …}}";

  private ResourceResult resource(String key, JsonNode value) {
    String path = field + "." + key;
    FieldNames names = FieldNames.NONE;
    try {
      ResourceFields fields = new ResourceFields(path, value);
      names = names(fields);
      checkName(path, key);
      return new ResourceResult.Understood(ResourceParser.parse(key, fields), names);
    } catch (ConfigurationException refused) {
      return new ResourceResult.Refused(key, refused, names);
    }
  }

  private static FieldNames names(ResourceFields fields) {
    return new FieldNames(
        fields.asConfigured("idField"),
        fields.asConfigured("updatedDateField"),
        fields.asConfigured("createdDateField"));
  }

  private void checkName(String path, String key) {
    String objectType = ResourcePolling.objectType(key);
    if (objectType.isEmpty()) {
      throw ConfigurationException.of(path, "has no name, expected one for its events");
    }
    String other = keysByObjectType.putIfAbsent(objectType, key);
    if (other != null) {
      throw ConfigurationException.of(
          path, "names the same events as %s.%s, expected one of the two".formatted(field, other));
    }
  }
}
