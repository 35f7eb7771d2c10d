package io.pollhook.feed;

import io.pollhook.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Reads columns that may be null. */
final class Columns {
  private Columns() {}

  static Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  /** A moment in epoch milliseconds. */
  static Instant instant(ResultSet row, String column) throws SQLException {
    Long millis = number(row, column);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  /** A text from outside. */
  static String text(ResultSet row, String column) throws SQLException {
    String key = row.getString(column);
    return key == null ? null : Json.unkey(key);
  }
}
