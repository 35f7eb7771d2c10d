package io.pollhook.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The headers of an outgoing call. Their values are text that nothing evaluates; none can end its
 * line, and none can steer Camel.
 */
public final class OutgoingHeaders {
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private final Map<String, String> headers = new LinkedHashMap<>();

  /**
   * Sets a header in place of one of the same name.
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

  /** Whether a header of that name can be sent, and Camel does not read it as an instruction. */
  public static boolean isName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return TOKEN.matcher(name).matches()
        && !lower.startsWith("camel")
        && !lower.startsWith("org.apache.camel");
  }

  /** Name and value of each, in the order in which they were set. */
  public Map<String, String> asMap() {
    return Collections.unmodifiableMap(headers);
  }

  /** Tells the names only: a value may be a secret. */
  @Override
  public String toString() {
    return "OutgoingHeaders" + headers.keySet();
  }
}
