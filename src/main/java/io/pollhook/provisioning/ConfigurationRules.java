package io.pollhook.provisioning;

import static io.pollhook.instance.InstanceConfiguration.CALLBACK_HEADERS;
import static io.pollhook.instance.InstanceConfiguration.CALLBACK_URL;
import static io.pollhook.instance.InstanceConfiguration.EVENTS_ENABLED;
import static io.pollhook.instance.InstanceConfiguration.POLLER_CONFIGURATION;
import static io.pollhook.instance.InstanceConfiguration.REFRESH_INTERVAL;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.configuration.ConfigurationException;
import io.pollhook.configuration.PollingConfiguration;
import io.pollhook.configuration.ResourcePolling;
import io.pollhook.element.ConfiguredUrl;
import io.pollhook.element.Element;
import io.pollhook.element.UnusableElementException;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.settings.Settings;
import io.pollhook.store.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Validates the configuration of an instance and fills in its defaults. */
final class ConfigurationRules {
  private static final String AT = "configuration.";
  private static final Set<String> DOCUMENTS =
      Set.of(POLLER_CONFIGURATION, CALLBACK_HEADERS, "event.metadata");
  private static final Set<String> TEXTS =
      Set.of(
          InstanceConfiguration.API_KEY,
          InstanceConfiguration.API_SECRET,
          InstanceConfiguration.OAUTH_CALLBACK_URL,
          CALLBACK_URL,
          InstanceConfiguration.BASIC_USERNAME,
          InstanceConfiguration.BASIC_PASSWORD,
          InstanceConfiguration.SIGNATURE_KEY,
          InstanceConfiguration.PREVIOUS_SIGNATURE_KEY,
          InstanceConfiguration.USER_TOKEN,
          InstanceConfiguration.REFRESH_TOKEN);
  private static final Set<String> URLS =
      Set.of(InstanceConfiguration.OAUTH_CALLBACK_URL, CALLBACK_URL);
  private static final Map<String, Set<String>> CHOICES =
      Map.of(
          EVENTS_ENABLED,
          Set.of("true", "false"),
          "event.vendor.type",
          Set.of("polling"),
          "event.notification.type",
          Set.of("webhook"),
          InstanceConfiguration.FORMAT,
          Set.of("cloud-elements", "cloudevents"),
          InstanceConfiguration.FAILURE_POLICY,
          Set.of("hold", "park"));

  private final RefreshInterval interval;
  private final Callbacks callbacks;

  ConfigurationRules(Settings settings, Callbacks callbacks) {
    this.interval = new RefreshInterval(settings.pollMinimumInterval());
    this.callbacks = callbacks;
  }

  /**
   * Returns the configuration without unset keys and with the defaults filled in: the interval and,
   * if events become enabled without a polling configuration, a copy of the element's.
   *
   * @param before the previous configuration; empty for a new instance
   * @param required the keys that must have a value
   * @throws Problem that names the key, its value and the expected one
   */
  InstanceConfiguration check(
      Element element, InstanceConfiguration before, ObjectNode sent, List<String> required) {
    InstanceConfiguration checked = checkEntries(element, before, sent, required);
    if (checked.eventsEnabled() && checked.text(CALLBACK_URL).isEmpty()) {
      throw Problem.invalid(
          AT
              + CALLBACK_URL
              + " is missing, expected an http or https URL because events are enabled");
    }
    return checked;
  }

  /** Does the same for keys that are set one by one: the callback URL may be set later. */
  InstanceConfiguration checkEntries(
      Element element, InstanceConfiguration before, ObjectNode sent, List<String> required) {
    ObjectNode values = Json.ASCII.createObjectNode();
    sent.properties().stream()
        .filter(entry -> !isUnset(entry.getKey(), entry.getValue()))
        .forEach(entry -> values.set(entry.getKey(), entry.getValue()));
    require(values, required);
    required.forEach(key -> checkLine(key, values.get(key)));
    values.properties().forEach(entry -> checkValue(entry.getKey(), entry.getValue()));
    if (!values.has(REFRESH_INTERVAL)) {
      values.put(REFRESH_INTERVAL, interval.defaultMinutes());
    }
    InstanceConfiguration configuration = new InstanceConfiguration(values);
    if (configuration.eventsEnabled()
        && !before.eventsEnabled()
        && element.polling() != null
        && !PollingConfiguration.isNamedIn(values)) {
      values.set(POLLER_CONFIGURATION, element.polling().deepCopy());
    }
    checkEvents(element, configuration);
    return configuration;
  }

  /** Fails with a {@link Problem} that names the keys that have no value. */
  static void require(ObjectNode values, List<String> required) {
    List<String> missing = required.stream().filter(key -> !values.has(key)).toList();
    if (!missing.isEmpty()) {
      throw Problem.invalid("missing in configuration: " + String.join(", ", missing));
    }
  }

  /** Credentials are sent in headers, which cannot contain line breaks. */
  private static void checkLine(String key, JsonNode value) {
    String text = value.asText().strip();
    if (text.chars().anyMatch(Character::isISOControl)) {
      String shown = InstanceConfiguration.isSecret(key) ? InstanceConfiguration.MASK : text;
      throw Problem.invalid(AT + key, shown, "text without control characters");
    }
  }

  /** Cloud Elements uses "false" for a missing callback URL. */
  private static boolean isUnset(String key, JsonNode value) {
    return value.isNull()
        || (value.isTextual() && value.textValue().isBlank())
        || (key.equals(CALLBACK_URL) && value.asText().equals("false"));
  }

  private void checkValue(String key, JsonNode value) {
    TextBounds.check("a key in configuration", key, TextBounds.NAME);
    TextBounds.checkAll(AT + key, value, URLS.contains(key) ? TextBounds.URL : TextBounds.VALUE);
    if (value.isContainerNode() && !DOCUMENTS.contains(key)) {
      throw Problem.wrongType(AT + key, value, "text, a number, true or false");
    }
    if (TEXTS.contains(key) && !value.isTextual()) {
      throw Problem.wrongType(AT + key, value, "text");
    }
    Set<String> choices = CHOICES.get(key);
    if (choices != null && !choices.contains(value.asText().strip().toLowerCase(Locale.ROOT))) {
      throw Problem.invalid(
          AT + key, value.asText(), String.join(" or ", choices.stream().sorted().toList()));
    }
    if (key.equals(REFRESH_INTERVAL)) {
      interval.check(value);
    }
    if (key.equals(InstanceConfiguration.OAUTH_CALLBACK_URL)) {
      AbsoluteUrl.check(AT + key, value.textValue());
    }
  }

  private void checkEvents(Element element, InstanceConfiguration configuration) {
    callbacks.check(configuration);
    checkPolling(forAccount(element, configuration), configuration);
  }

  /** The account's element; fails with a {@link Problem} that names the key that is wrong. */
  static Element forAccount(Element element, InstanceConfiguration configuration) {
    try {
      return element.forAccount(configuration);
    } catch (UnusableElementException e) {
      throw Problem.invalid(e.getMessage());
    }
  }

  private static void checkPolling(Element element, InstanceConfiguration configuration) {
    try {
      PollingConfiguration.ofInstance(configuration.values())
          .resources()
          .forEach(resource -> checkUrl(element, resource));
    } catch (ConfigurationException e) {
      throw Problem.invalid(AT + e.getMessage());
    }
  }

  private static void checkUrl(Element element, ResourcePolling resource) {
    String field = AT + POLLER_CONFIGURATION + "." + resource.key() + ".url";
    TextBounds.check(field, resource.url().toString(), TextBounds.URL);
    ConfiguredUrl.expectedFor(element, resource.url())
        .ifPresent(
            expected -> {
              throw Problem.invalid(field, resource.url().toString(), expected);
            });
  }
}
