package io.pollhook.rest;

import java.util.Locale;
import java.util.Set;

/** The parameters after a link's target (RFC 8288 §3): {@code ; rel="next last"; title=x}. */
final class LinkParameters {
  private final String header;
  private int at;
  private String relations;

  /** Reads the parameters from an index on. */
  LinkParameters(String header, int start) {
    this.header = header;
    this.at = start;
    skipBlanks();
    while (at < header.length() && header.charAt(at) == ';') {
      at++;
      skipBlanks();
      parameter();
      skipBlanks();
    }
  }

  /** Returns whether the link leads to the next page; only the first rel counts. */
  boolean isNext() {
    return relations != null
        && Set.of(relations.toLowerCase(Locale.ROOT).strip().split("\\s+")).contains("next");
  }

  /** The index after the last parameter. */
  int end() {
    return at;
  }

  private void parameter() {
    String name = until("=;,");
    if (at < header.length() && header.charAt(at) == '=') {
      at++;
      skipBlanks();
      String value = value();
      if (relations == null && name.strip().equalsIgnoreCase("rel")) {
        relations = value;
      }
    }
  }

  private String value() {
    if (at == header.length() || header.charAt(at) != '"') {
      return until(";,");
    }
    int start = ++at;
    int end = header.indexOf('"', start);
    if (end < 0) {
      at = header.length();
      return "";
    }
    at = end + 1;
    return header.substring(start, end);
  }

  private String until(String stops) {
    int start = at;
    while (at < header.length() && stops.indexOf(header.charAt(at)) < 0) {
      at++;
    }
    return header.substring(start, at);
  }

  private void skipBlanks() {
    while (at < header.length() && Character.isWhitespace(header.charAt(at))) {
      at++;
    }
  }
}
