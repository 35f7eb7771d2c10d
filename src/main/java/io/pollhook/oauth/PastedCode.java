package io.pollhook.oauth;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads codes as people paste them. */
final class PastedCode {
  private PastedCode() {}

  /**
   * Returns the code. Google's codes contain a slash, which is {@code %2F} if copied from the
   * address bar; it is decoded once. Any other code is returned unchanged.
   */
  static String decode(String pasted) {
    String code = pasted.strip();
    if (!code.toUpperCase(Locale.ROOT).contains("%2F")) {
      return code;
    }
    try {
      return URLDecoder.decode(code.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return code;
    }
  }
}
