package io.pollhook.element;

import io.pollhook.configuration.DateTemplate;
import io.pollhook.http.Origin;
import io.pollhook.http.OutgoingUrl;
import io.pollhook.instance.InstanceConfiguration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Replaces configuration keys such as <code>${subdomain}</code> with the values of an account. */
final class AccountTexts {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][\\w.-]*");

  /** A value that is valid wherever a key may appear. */
  static final String SAMPLE = "x";

  private final UnaryOperator<String> values;

  /** Creates texts with a function that returns the value of a key. */
  AccountTexts(UnaryOperator<String> values) {
    this.values = values;
  }

  /** Returns texts with a sample value for every key, for checks without an account. */
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

  /** Fills the values of headers. */
  Map<String, String> texts(Map<String, String> texts) {
    return filled(texts, this::text);
  }

  private String text(String template) {
    return KeyTemplate.fill(template, key -> value(key, Place.TEXT));
  }

  /** Fills the values of parameters, but keeps date placeholders, which each poll resolves. */
  Map<String, String> parameters(Map<String, String> parameters) {
    return filled(parameters, this::parameter);
  }

  private static Map<String, String> filled(
      Map<String, String> templates, UnaryOperator<String> filling) {
    Map<String, String> filled = new HashMap<>(templates);
    filled.replaceAll((name, template) -> filling.apply(template));
    return filled.equals(templates) ? templates : filled;
  }

  /** Fills the value of one parameter. */
  String parameter(String template) {
    return KeyTemplate.fill(
        template, key -> isDate(key) ? "${" + key + '}' : value(key, Place.TEXT));
  }

  /**
   * Returns whether a placeholder is a date. Text that cannot be a key counts as one, so that the
   * date parser reports it.
   */
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
    if (place.accepts(value)) {
      return value;
    }
    String shown = InstanceConfiguration.isSecret(key) ? "not usable" : '"' + value + '"';
    throw new IllegalArgumentException(key + " is " + shown + ", expected " + place.expected());
  }

  /**
   * The place of an account's value in an element. Values are confined to their place and cannot
   * redirect calls to a host or path that the file does not allow.
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
    TEXT("[^{}\\p{Cntrl}]+", "text without braces or control characters");

    private final Pattern pattern;
    private final String expected;

    Place(String pattern, String expected) {
      this.pattern = Pattern.compile(pattern);
      this.expected = expected;
    }

    /** A separate class, because enum constants cannot use static fields of their enum. */
    private static final class Names {
      static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    }

    /**
     * Returns the place of the text between two indices of a URL, or of a path that begins with a
     * slash.
     */
    static Place in(String url, int start, int end) {
      int path = url.startsWith("/") ? 0 : Origin.indexOfPath(url);
      if (start >= path) {
        return SEGMENT;
      }
      return end == path || url.charAt(end) == ':' ? HOST_NAME : HOST_LABEL;
    }

    boolean accepts(String value) {
      return pattern.matcher(value).matches();
    }

    /** The expected kind of value, in words for people. */
    String expected() {
      return expected;
    }
  }
}
