package io.pollhook.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The headers of an outgoing call. Their values are never evaluated, cannot break out of their
 * line, and cannot control Camel.
 */
public final class OutgoingHeaders {
  /** The regular expression of a header's name: a token (RFC 9110 §5.6.2). */
  public static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

  private static final Pattern NAME = Pattern.compile(TOKEN);

  private final Map<String, String> headers = new LinkedHashMap<>();

  /**
   * Sets a header, replacing one of the same name.
   *
   * @throws IllegalArgumentException if name or value cannot be sent (RFC 9110 §5); the message
   *     names the header, never its value
   */
  public OutgoingHeaders put(String name, String value) {
    if (!isName(name)) {
      throw new IllegalArgumentException("the header \"" + name + "\" cannot be sent");
    }
    if (value.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
      throw new IllegalArgumentException(
          "the header " + name + " contains a line break or another control character");
    }
    headers.keySet().removeIf(name::equalsIgnoreCase);
    headers.put(name, value);
    return this;
  }

  /** Returns whether a header name can be sent, and is not an instruction to Camel. */
  public static boolean isName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return NAME.matcher(name).matches()
        && !lower.startsWith("camel")
        && !lower.startsWith("org.apache.camel");
  }

  /** Returns names and values in the order in which they were set. */
  public Map<String, String> asMap() {
    return Collections.unmodifiableMap(headers);
  }

  /** Returns only the names, because a value may be a secret. */
  @Override
  public String toString() {
    return "OutgoingHeaders" + headers.keySet();
  }
}
