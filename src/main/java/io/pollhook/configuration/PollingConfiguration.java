package io.pollhook.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The resources that an instance polls, in the order in which they were configured. */
public record PollingConfiguration(List<ResourcePolling> resources) {
  /** The key of the polling configuration in an instance's configuration. */
  public static final String KEY = "event.poller.configuration";

  private static final String URLS_KEY = "event.poller.urls";
  private static final String OBJECTS_KEY = "event.objects";

  public PollingConfiguration {
    resources = List.copyOf(resources);
  }

  /**
   * Reads the value of {@code event.poller.configuration}: a map of resources, or text that
   * contains one.
   *
   * @throws ConfigurationException for the first mistake
   */
  public static PollingConfiguration parse(JsonNode value) {
    return strict(PollingConfigurationParser.parse(KEY, value));
  }

  /** Does the same as {@link #parse(JsonNode)}, from JSON text. */
  public static PollingConfiguration parse(String json) {
    return parse(ConfigurationJson.parse(KEY, json));
  }

  /**
   * Reads the polling configuration in an instance's {@code configuration}: {@code
   * event.poller.configuration}, otherwise the legacy {@code event.poller.urls}, otherwise {@code
   * event.objects}. Without any of them it has no resources.
   *
   * @throws ConfigurationException for the first mistake
   */
  public static PollingConfiguration ofInstance(JsonNode configuration) {
    return strict(inspectInstance(configuration));
  }

  /**
   * Reads a polling configuration in any form: a map of resources, a whole request body, or text
   * that contains one of these. Each resource is read independently.
   *
   * @throws ConfigurationException if the input is none of these
   */
  public static List<ResourceResult> inspect(String json) {
    JsonNode input = ConfigurationJson.unwrap("input", ConfigurationJson.parse("input", json));
    JsonNode body = input.path("configuration");
    boolean isBody = body.isObject() && !body.has("url");
    List<ResourceResult> results =
        isBody || isNamedIn(input)
            ? inspectInstance(isBody ? body : input)
            : PollingConfigurationParser.parse(KEY, input);
    if (results.isEmpty()) {
      throw ConfigurationException.of(isBody ? "configuration" : KEY, "has no resource to poll");
    }
    return results;
  }

  /**
   * Returns whether an instance's {@code configuration} has a polling configuration of any form.
   */
  public static boolean isNamedIn(JsonNode configuration) {
    return configuration.has(KEY) || configuration.has(URLS_KEY) || configuration.has(OBJECTS_KEY);
  }

  /**
   * Does the same as {@link #ofInstance}, but reads each resource independently.
   *
   * @throws ConfigurationException if it is not a map of resources
   */
  public static List<ResourceResult> inspectInstance(JsonNode configuration) {
    if (isGiven(configuration.path(KEY))) {
      return PollingConfigurationParser.parse(KEY, configuration.path(KEY));
    }
    if (isGiven(configuration.path(URLS_KEY))) {
      String urls = text(URLS_KEY, configuration.path(URLS_KEY));
      return PollingConfigurationParser.parse(URLS_KEY, LegacyPollerUrls.fromUrls(URLS_KEY, urls));
    }
    if (isGiven(configuration.path(OBJECTS_KEY))) {
      String names = text(OBJECTS_KEY, configuration.path(OBJECTS_KEY));
      return PollingConfigurationParser.parse(
          OBJECTS_KEY, LegacyPollerUrls.fromNames(OBJECTS_KEY, names));
    }
    return List.of();
  }

  private static boolean isGiven(JsonNode value) {
    return !value.isMissingNode()
        && !value.isNull()
        && !(value.isTextual() && value.textValue().isBlank());
  }

  private static String text(String field, JsonNode value) {
    if (!value.isTextual()) {
      throw ConfigurationException.of(field, value, "expected text");
    }
    return value.textValue();
  }

  private static PollingConfiguration strict(List<ResourceResult> results) {
    return new PollingConfiguration(
        results.stream().map(PollingConfiguration::understood).toList());
  }

  private static ResourcePolling understood(ResourceResult result) {
    if (result instanceof ResourceResult.Refused refused) {
      throw refused.reason();
    }
    return ((ResourceResult.Understood) result).polling();
  }
}
