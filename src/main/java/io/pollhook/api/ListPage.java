package io.pollhook.api;

import io.pollhook.provisioning.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A part of a long list.
 *
 * @param after what the last page ended with; 0 for the first
 * @param size how many at most
 */
record ListPage(long after, int size) {
  private static final int DEFAULT_SIZE = 200;

  /** What the query asks for. */
  static ListPage of(ApiRequest request) {
    return new ListPage(
        request
            .parameter("nextPage")
            .filter(token -> !token.isEmpty())
            .map(ListPage::open)
            .orElse(0L),
        request.parameter("pageSize").map(PageSize::read).orElse(DEFAULT_SIZE));
  }

  /** The token that goes on after an entry. */
  static String token(long last) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Long.toString(last).getBytes(StandardCharsets.US_ASCII));
  }

  private static long open(String token) {
    try {
      long after =
          Long.parseLong(
              new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII));
      if (after > 0) {
        return after;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw Problem.invalid("nextPage", token, "the token of an elements-next-page-token header");
  }
}
