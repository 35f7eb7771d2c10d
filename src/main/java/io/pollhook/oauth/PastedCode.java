package io.pollhook.oauth;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Codes as people paste them. */
final class PastedCode {
  private PastedCode() {}

  /**
   * Google's codes hold a slash. Who copies one from the address bar has {@code %2F} there; that is
   * decoded, once. Any other code is taken as it stands.
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
