package io.pollhook.element;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.pollhook.polling.ConfigurationException;
import io.pollhook.polling.PollingConfiguration;
import io.pollhook.polling.ResourcePolling;

/** What an element's default polling configuration must be, for every instance to be polled. */
final class DefaultPollingRules {
  private static final String FIELD = "polling";

  private DefaultPollingRules() {}

  /** Fails with an {@link ElementMistake} at the resource that is wrong. */
  static void check(Element element) {
    if (element.polling() != null) {
      Element sample = element.sample();
      element
          .polling()
          .properties()
          .forEach(entry -> check(sample, entry.getKey(), entry.getValue()));
    }
  }

  private static void check(Element element, String key, JsonNode resource) {
    try {
      PollingConfiguration.parse(JsonNodeFactory.instance.objectNode().set(key, resource))
          .resources()
          .forEach(polling -> checkUrl(element, polling));
    } catch (ConfigurationException e) {
      String reason = e.getMessage().replace(PollingConfiguration.KEY, FIELD);
      throw new ElementMistake(reason, FIELD, key);
    }
  }

  private static void checkUrl(Element element, ResourcePolling polling) {
    ConfiguredUrl.expectedFor(element, polling.url())
        .ifPresent(
            expected -> {
              throw new ElementMistake(
                  "polling.%s.url is \"%s\", expected %s"
                      .formatted(polling.key(), polling.url(), expected),
                  FIELD,
                  polling.key(),
                  "url");
            });
  }
}
