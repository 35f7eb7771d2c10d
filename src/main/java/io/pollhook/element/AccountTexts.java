package io.pollhook.element;

import io.pollhook.http.OutgoingUrl;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.polling.DateTemplate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Puts an account's values in the place of configuration keys such as <code>${subdomain}</code>.
 */
final class AccountTexts {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][\\w.-]*");

  /** A value that fits into every place. */
  static final String SAMPLE = "x";

  private final UnaryOperator<String> values;

  /** With the value of each key. */
  AccountTexts(UnaryOperator<String> values) {
    this.values = values;
  }

  /** With a value for every key, to see what becomes of the rest. */
  static AccountTexts sample() {
    return new AccountTexts(key -> SAMPLE);
  }

  /**
   * An absolute URL, or a path that begins with a slash.
   *
   * @throws IllegalArgumentException naming the key whose value does not fit its place
   */
  String address(String url) {
    if (url == null) {
      return null;
    }
    return KeyTemplate.fillPlaces(
        url,
        match -> {
          Place place = Place.in(url, match.start(), match.end());
          String value = value(match.group(1), place);
          return place == Place.SEGMENT ? OutgoingUrl.encoded(value) : value;
        });
  }

  /** Headers, likewise. */
  Map<String, String> texts(Map<String, String> texts) {
    return filled(texts, this::text);
  }

  private String text(String template) {
    return KeyTemplate.fill(template, key -> value(key, Place.TEXT));
  }

  /** Parameters, likewise; dates of polling stay. */
  Map<String, String> parameters(Map<String, String> parameters) {
    return filled(parameters, this::parameter);
  }

  private static Map<String, String> filled(
      Map<String, String> templates, UnaryOperator<String> filling) {
    Map<String, String> filled = new HashMap<>(templates);
    filled.replaceAll((name, template) -> filling.apply(template));
    return filled.equals(templates) ? templates : filled;
  }

  private String parameter(String template) {
    return KeyTemplate.fill(
        template, key -> isDate(key) ? "${" + key + '}' : value(key, Place.TEXT));
  }

  /** What looks like no key is left to those who know dates. */
  private static boolean isDate(String key) {
    if (!NAME.matcher(key).matches()) {
      return true;
    }
    try {
      return DateTemplate.parse("${" + key + '}').hasPlaceholders();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private String value(String key, Place place) {
    String value = values.apply(key);
    if (place.takes(value)) {
      return value;
    }
    String shown = InstanceConfiguration.isSecret(key) ? "not usable" : '"' + value + '"';
    throw new IllegalArgumentException(key + " is " + shown + ", expected " + place.expected());
  }
}
