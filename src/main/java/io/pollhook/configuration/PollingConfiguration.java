package io.pollhook.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What an instance polls: its resources, in the order in which they were configured. */
public record PollingConfiguration(List<ResourcePolling> resources) {
  /** The key under which an instance's configuration has it. */
  public static final String KEY = "event.poller.configuration";

  private static final String URLS_KEY = "event.poller.urls";
  private static final String OBJECTS_KEY = "event.objects";

  public PollingConfiguration {
    resources = List.copyOf(resources);
  }

  /**
   * Reads the value of {@code event.poller.configuration}: a map of resources, or text that holds
   * one.
   *
   * @throws ConfigurationException at the first thing that cannot be meant
   */
  public static PollingConfiguration parse(JsonNode value) {
    return strict(PollingConfigurationParser.parse(KEY, value));
  }

  /** As {@link #parse(JsonNode)}, from JSON text. */
  public static PollingConfiguration parse(String json) {
    return parse(ConfigurationJson.parse(KEY, json));
  }

  /**
   * Reads what an instance's {@code configuration} says of polling: {@code
   * event.poller.configuration}, else the legacy {@code event.poller.urls}, else {@code
   * event.objects}; no resources where it has none of them.
   *
   * @throws ConfigurationException at the first thing that cannot be meant
   */
  public static PollingConfiguration ofInstance(JsonNode configuration) {
    return strict(inspectInstance(configuration));
  }

  /**
   * Reads any input that may be meant as a polling configuration: a map of resources, a whole
   * request body, or text that holds one of these. Each resource is read on its own.
   *
   * @throws ConfigurationException if the input is neither
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

  /** Whether an instance's {@code configuration} says anything of polling, in whichever form. */
  public static boolean isNamedIn(JsonNode configuration) {
    return configuration.has(KEY) || configuration.has(URLS_KEY) || configuration.has(OBJECTS_KEY);
  }

  /**
   * As {@link #ofInstance}, with each resource read on its own.
   *
   * @throws ConfigurationException if that is no map of resources at all
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
