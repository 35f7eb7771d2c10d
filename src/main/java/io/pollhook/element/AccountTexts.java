package io.pollhook.element;

import io.pollhook.configuration.DateTemplate;
import io.pollhook.http.OutgoingUrl;
import io.pollhook.instance.InstanceConfiguration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Replaces configuration keys such as <code>${subdomain}</code> with the values of an account. */
final class AccountTexts {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][\\w.-]*");

  /** A value that is valid in every place. */
  static final String SAMPLE = "x";

  private final UnaryOperator<String> values;

  /** With a function that returns the value of a key. */
  AccountTexts(UnaryOperator<String> values) {
    this.values = values;
  }

  /** With a sample value for every key, for checks before there is an account. */
  static AccountTexts sample() {
    return new AccountTexts(key -> SAMPLE);
  }

  /**
   * Fills an absolute URL, or a path that begins with a slash.
   *
   * @throws IllegalArgumentException that names the key whose value is not valid in its place
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

  /** Fills headers. */
  Map<String, String> texts(Map<String, String> texts) {
    return filled(texts, this::text);
  }

  private String text(String template) {
    return KeyTemplate.fill(template, key -> value(key, Place.TEXT));
  }

  /** Fills parameters, but keeps the placeholders of dates, which each poll resolves. */
  Map<String, String> parameters(Map<String, String> parameters) {
    return filled(parameters, this::parameter);
  }

  private static Map<String, String> filled(
      Map<String, String> templates, UnaryOperator<String> filling) {
    Map<String, String> filled = new HashMap<>(templates);
    filled.replaceAll((name, template) -> filling.apply(template));
    return filled.equals(templates) ? templates : filled;
  }

  /** Fills one of these. */
  String parameter(String template) {
    return KeyTemplate.fill(
        template, key -> isDate(key) ? "${" + key + '}' : value(key, Place.TEXT));
  }

  /** Text that cannot be a key is left to the parser of dates, which reports it. */
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

  /**
   * The place of an account's value in an element. A value may not leave its place, so that it
   * cannot redirect calls to a host or path that the file does not allow.
   */
  private enum Place {
    /** One label of a host name, followed by others (RFC 1123 §2.1). */
    HOST_LABEL(Names.LABEL, "a host label: letters, digits and dashes"),
    /** The end of a host name, or all of it. */
    HOST_NAME(
        "(?=.{1,253}$)" + Names.LABEL + "(?:\\." + Names.LABEL + ")*",
        "a host name: letters, digits, dashes and dots"),
    /** One segment of a path, to be percent-encoded. */
    SEGMENT(
        "(?!\\.{1,2}$)[^/?#\\\\%{}\\p{Cntrl}]+",
        "a path segment without slashes and any of ?#\\%{}"),
    /** The value of a header or parameter. */
    TEXT("[^{}\\p{Cntrl}]+", "text without braces and control characters");

    private final Pattern pattern;
    private final String expected;

    Place(String pattern, String expected) {
      this.pattern = Pattern.compile(pattern);
      this.expected = expected;
    }

    /** A class of its own, because constants of an enum cannot use its static fields. */
    private static final class Names {
      static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    }

    /**
     * The place of the text between two indices of a URL, or of a path, which begins with a slash.
     */
    static Place in(String url, int start, int end) {
      int path = url.startsWith("/") ? 0 : Origin.indexOfPath(url);
      if (start >= path) {
        return SEGMENT;
      }
      return end == path || url.charAt(end) == ':' ? HOST_NAME : HOST_LABEL;
    }

    boolean takes(String value) {
      return pattern.matcher(value).matches();
    }

    /** What a value must be, for people. */
    String expected() {
      return expected;
    }
  }
}
