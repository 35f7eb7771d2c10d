package io.pollhook.element;

import java.util.regex.Pattern;

/**
 * Where an account's value stands in what an element declares. A value may fill its place, but
 * neither leave it nor lead a call to another host or path.
 */
enum Place {
  /** Followed by more of the host's name (RFC 1123 §2.1). */
  HOST_LABEL(Names.LABEL, "a host label: letters, digits and dashes"),
  /** The end of the host's name, or all of it. */
  HOST_NAME(
      "(?=.{1,253}$)" + Names.LABEL + "(?:\\." + Names.LABEL + ")*",
      "a host name: letters, digits, dashes and dots"),
  /** Within a path; percent-encoded where need be. */
  SEGMENT(
      "(?!\\.{1,2}$)[^/?#\\\\%{}\\p{Cntrl}]+",
      "a path segment: neither slashes nor any of ?#\\%{}"),
  /** A header or a parameter. */
  TEXT("[^{}\\p{Cntrl}]+", "text without braces and control characters");

  private final Pattern pattern;
  private final String expected;

  Place(String pattern, String expected) {
    this.pattern = Pattern.compile(pattern);
    this.expected = expected;
  }

  /** Patterns come before the constants that use them. */
  private static final class Names {
    static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  }

  /**
   * The place of what stands between two indices of a URL; of a text that begins with a slash, all
   * is path.
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
