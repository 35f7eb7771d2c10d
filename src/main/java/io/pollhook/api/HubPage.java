package io.pollhook.api;

import io.pollhook.provisioning.Problem;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/**
 * The page of a provider's list that a hub call asks for.
 *
 * @param page the provider's own token; null for the first page
 * @param since the date from which changes are listed; null for a list of all objects, or if the
 *     caller gave none
 */
record HubPage(String page, Instant since) {
  private static final String EXPECTED = "the token of an elements-next-page-token header";

  /** Reads what {@link #text} wrote. */
  static HubPage parse(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      String[] parts = new String(bytes, StandardCharsets.UTF_8).split(" ", 2);
      return new HubPage(parts[1], parts[0].isEmpty() ? null : Instant.parse(parts[0]));
    } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
      throw Problem.invalid("nextPage", text, EXPECTED);
    }
  }

  /** The value of the parameter {@code nextPage}. */
  String text() {
    String text = (since == null ? "" : since) + " " + page;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
