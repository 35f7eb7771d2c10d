package io.pollhook.provisioning;

import java.net.URI;

/** A redirection endpoint: absolute, without a fragment (RFC 6749 §3.1.2). */
public final class AbsoluteUrl {
  private AbsoluteUrl() {}

  /**
   * Answers the URL without spaces around it.
   *
   * @throws Problem naming the field
   */
  public static String check(String field, String text) {
    TextBounds.check(field, text, TextBounds.URL);
    try {
      URI url = URI.create(text.strip());
      if (url.isAbsolute() && url.getRawFragment() == null) {
        return url.toString();
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw Problem.invalid(field, text, "an absolute URL without a fragment");
  }
}
