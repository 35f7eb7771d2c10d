package io.pollhook.change;

import java.time.Instant;
import java.util.Objects;

/**
 * The ETag of a listing's only page. It may only be sent with a request for the same date.
 *
 * @param bound the lower bound of dates in the request
 * @param value the provider's ETag
 */
record Etag(Instant bound, String value) {
  Etag {
    bound = CursorJson.toMillis(Objects.requireNonNull(bound));
    Objects.requireNonNull(value);
  }

  /** The ETag of an answer; null if it has none. */
  static Etag of(Instant bound, String value) {
    return value == null ? null : new Etag(bound, value);
  }

  /** Reads the form that the first version stored, {@code <epoch milliseconds> <value>}. */
  static Etag parse(String stored) {
    int space = stored == null ? -1 : stored.indexOf(' ');
    return space < 0
        ? null
        : new Etag(
            Instant.ofEpochMilli(Long.parseLong(stored.substring(0, space))),
            stored.substring(space + 1));
  }
}
