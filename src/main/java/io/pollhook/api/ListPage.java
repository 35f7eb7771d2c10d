package io.pollhook.api;

import io.pollhook.provisioning.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A page of a long list.
 *
 * @param after the id of the last entry on the previous page; 0 for the first page
 * @param size the highest number of entries
 */
record ListPage(long after, int size) {
  private static final int DEFAULT_SIZE = 200;

  /** Reads the page that the query asks for. */
  static ListPage of(ApiRequest request) {
    return new ListPage(
        request
            .parameter("nextPage")
            .filter(token -> !token.isEmpty())
            .map(ListPage::open)
            .orElse(0L),
        request.parameter("pageSize").map(PageSize::read).orElse(DEFAULT_SIZE));
  }

  /** The token of the page after an entry. */
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
      // reported below
    }
    throw Problem.invalid("nextPage", token, "the token of an elements-next-page-token header");
  }
}
