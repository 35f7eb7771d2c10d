package io.pollhook.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The configuration of an instance: Cloud Elements' keys with their values as sent. It has been
 * validated before, so reading it does not fail.
 *
 * @param values the values, secrets in the clear
 */
public record InstanceConfiguration(ObjectNode values) {
  public static final String API_KEY = "oauth.api.key";
  public static final String API_SECRET = "oauth.api.secret";
  public static final String OAUTH_CALLBACK_URL = "oauth.callback.url";
  public static final String EVENTS_ENABLED = "event.notification.enabled";
  public static final String CALLBACK_URL = "event.notification.callback.url";
  public static final String CALLBACK_HEADERS = "event.notification.callback.headers";
  public static final String BASIC_USERNAME = "event.notification.basic.username";
  public static final String BASIC_PASSWORD = "event.notification.basic.password";
  public static final String SIGNATURE_KEY = "event.notification.signature.key";
  public static final String PREVIOUS_SIGNATURE_KEY = "event.notification.signature.previous.key";
  public static final String FORMAT = "event.notification.format";
  public static final String FAILURE_POLICY = "event.notification.failure.policy";
  public static final String REFRESH_INTERVAL = "event.poller.refresh_interval";
  public static final String POLLER_CONFIGURATION = "event.poller.configuration";

  public static final String USER_TOKEN = "oauth.user.token";
  public static final String REFRESH_TOKEN = "oauth.user.refresh_token";

  /** The text shown in place of a secret, whatever its length. */
  public static final String MASK = "********";

  /** The names of secret keys, whatever their element. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?is).*(?:password|passphrase|secret|token|credentials?"
              + "|(?:api|access|private|subscription)[._-]?key)");

  private static final Set<String> SECRETS_BY_CONTENT =
      Set.of(CALLBACK_HEADERS, SIGNATURE_KEY, PREVIOUS_SIGNATURE_KEY);

  /**
   * Returns whether a key's value is encrypted at rest. Responses mask all of these except the
   * signature keys.
   */
  public static boolean isSecret(String key) {
    return SECRETS_BY_CONTENT.contains(key) || SECRET.matcher(key).matches();
  }

  /** Returns whether changes are polled and delivered. */
  public boolean eventsEnabled() {
    return text(EVENTS_ENABLED).map(value -> value.equalsIgnoreCase("true")).orElse(false);
  }

  /**
   * Returns whether events are enabled but the callback URL is not set yet; keys may be set one by
   * one.
   */
  public boolean lacksCallback() {
    return eventsEnabled() && text(CALLBACK_URL).isEmpty();
  }

  /** Returns a scalar as text; empty if it is absent, null or blank. */
  public Optional<String> text(String key) {
    JsonNode value = values.get(key);
    return value == null || value.isNull() || value.asText().isBlank()
        ? Optional.empty()
        : Optional.of(value.asText());
  }

  /** Returns the value of a key: an object or an escaped JSON string. */
  public Optional<JsonNode> node(String key) {
    return Optional.ofNullable(values.get(key)).filter(value -> !value.isNull());
  }

  /** Leaves out secrets, so that the configuration can be logged. */
  @Override
  public String toString() {
    return "InstanceConfiguration[" + values.size() + " keys]";
  }
}
