package io.pollhook.provisioning;

import java.net.URI;

/** Checks a redirection endpoint: absolute, without a fragment (RFC 6749 §3.1.2). */
public final class AbsoluteUrl {
  private AbsoluteUrl() {}

  /**
   * Returns the URL without surrounding spaces.
   *
   * @throws Problem that names the field
   */
  public static String check(String field, String text) {
    TextBounds.check(field, text, TextBounds.URL);
    try {
      URI url = URI.create(text.strip());
      if (url.isAbsolute() && url.getRawFragment() == null) {
        return url.toString();
      }
    } catch (IllegalArgumentException e) {
      // reported below
    }
    throw Problem.invalid(field, text, "an absolute URL without a fragment");
  }
}
