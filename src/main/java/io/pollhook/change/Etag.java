package io.pollhook.change;

import java.time.Instant;

/**
 * The ETag of a listing's first page, kept in a cursor with the date that was asked for: of use
 * only where the same is asked again.
 */
final class Etag {
  private Etag() {}

  static Cursor keep(String etag, Instant bound, Cursor cursor) {
    return etag == null ? cursor : cursor.withToken(prefix(bound) + etag);
  }

  /** The ETag to send along; null where there is none for that date. */
  static String of(Cursor cursor, Instant bound) {
    String kept = cursor.token();
    boolean same =
        kept != null && bound != null && cursor.page() == null && kept.startsWith(prefix(bound));
    return same ? kept.substring(prefix(bound).length()) : null;
  }

  private static String prefix(Instant bound) {
    return bound.toEpochMilli() + " ";
  }
}
