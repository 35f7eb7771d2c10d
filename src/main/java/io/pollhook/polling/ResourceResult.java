package io.pollhook.polling;

import com.fasterxml.jackson.databind.JsonNode;

/** What became of one configured resource. */
public sealed interface ResourceResult {

  /** The resource's name as configured. */
  String key();

  /** The resource's configuration as it came. */
  JsonNode configured();

  /** A resource that can be polled. */
  record Understood(ResourcePolling polling, JsonNode configured) implements ResourceResult {
    @Override
    public String key() {
      return polling.key();
    }
  }

  /** A resource that cannot be meant as it stands. */
  record Refused(String key, ConfigurationException reason, JsonNode configured)
      implements ResourceResult {}
}
