package io.pollhook.api;

import io.pollhook.element.Authentication;
import io.pollhook.element.Element;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.store.Json;
import io.pollhook.store.Sha256;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A key of an instance's configuration, as forms show it.
 *
 * @param name the label that people see
 * @param type the kind of field that a form shows for it, in Cloud Elements' words
 * @param required whether an instance of the element must have it
 * @param defaultValue the value if an instance does not set the key; null if there is none
 */
record ConfigurationKey(
    String key,
    String name,
    String description,
    String type,
    boolean required,
    String defaultValue) {
  private static final String LINE = "TEXTFIELD_1000";
  private static final String DOCUMENT = "TEXTAREA";
  private static final String PASSWORD = "PASSWORD";

  private static final List<ConfigurationKey> EVENT_KEYS =
      List.of(
          optional(InstanceConfiguration.EVENTS_ENABLED, "Events Enabled", "BOOLEAN", "false"),
          optional("event.vendor.type", "Event Type", LINE, "polling"),
          optional(
              InstanceConfiguration.CALLBACK_URL, "Event Notification Callback URL", LINE, null),
          optional(
              InstanceConfiguration.CALLBACK_HEADERS,
              "Event Notification Callback Headers",
              DOCUMENT,
              null),
          optional(
              InstanceConfiguration.BASIC_USERNAME,
              "Event Notification Basic User Name",
              LINE,
              null),
          optional(
              InstanceConfiguration.BASIC_PASSWORD,
              "Event Notification Basic Password",
              PASSWORD,
              null),
          optional(
              InstanceConfiguration.SIGNATURE_KEY,
              "Callback Notification Signature Key",
              LINE,
              null),
          optional(
              InstanceConfiguration.PREVIOUS_SIGNATURE_KEY,
              "Previous Callback Notification Signature Key",
              LINE,
              null),
          optional(
              InstanceConfiguration.FORMAT, "Event Notification Format", LINE, "cloud-elements"),
          optional(
              InstanceConfiguration.FAILURE_POLICY,
              "Event Notification Failure Policy",
              LINE,
              "hold"),
          optional("event.objects", "Objects to Monitor for Changes", LINE, null),
          optional("event.poller.urls", "Event Poller URLs", DOCUMENT, null),
          optional(
              InstanceConfiguration.REFRESH_INTERVAL,
              "Event poller refresh interval (mins)",
              LINE,
              "15"));

  /** The keys that an element knows: those of its accounts first, then those of events. */
  static List<ConfigurationKey> of(Element element) {
    List<ConfigurationKey> keys = new ArrayList<>();
    Authentication authentication = element.authentication();
    if (authentication.hasTokens()) {
      keys.add(required(InstanceConfiguration.API_KEY, "API Key"));
      keys.add(required(InstanceConfiguration.API_SECRET, "API Secret"));
    }
    if (authentication.needsGrant()) {
      keys.add(required(InstanceConfiguration.OAUTH_CALLBACK_URL, "Callback URL"));
    }
    Stream.concat(authentication.configurationKeys().stream(), element.accountKeys().stream())
        .distinct()
        .forEach(key -> keys.add(required(key, key)));
    keys.addAll(EVENT_KEYS);
    String polling = element.polling() == null ? null : Json.text(element.polling());
    keys.add(
        optional(
            InstanceConfiguration.POLLER_CONFIGURATION,
            "Event Poller Resources Configuration",
            DOCUMENT,
            polling));
    return keys;
  }

  /** A configured key that the element does not know. */
  static ConfigurationKey unknown(String key) {
    return optional(key, key, InstanceConfiguration.isSecret(key) ? PASSWORD : LINE, null);
  }

  private static ConfigurationKey required(String key, String name) {
    String type = InstanceConfiguration.isSecret(key) ? PASSWORD : LINE;
    return new ConfigurationKey(key, name, name, type, true, null);
  }

  private static ConfigurationKey optional(
      String key, String name, String type, String defaultValue) {
    return new ConfigurationKey(key, name, name, type, false, defaultValue);
  }

  /**
   * A number derived from the key: the same for every instance, on every node and after every
   * restart.
   */
  int id() {
    return ByteBuffer.wrap(Sha256.of(key)).getInt() & Integer.MAX_VALUE;
  }

  /** Leaves out everything but the key, so that no secret is logged. */
  @Override
  public String toString() {
    return "ConfigurationKey[key=" + key + "]";
  }
}
