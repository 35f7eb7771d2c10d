package io.pollhook.feed;

import io.pollhook.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Reads nullable columns. */
final class Columns {
  private Columns() {}

  static Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  /** Reads a time in epoch milliseconds. */
  static Instant instant(ResultSet row, String column) throws SQLException {
    Long millis = number(row, column);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  /** Reads a text from outside, which is stored escaped. */
  static String text(ResultSet row, String column) throws SQLException {
    String key = row.getString(column);
    return key == null ? null : Json.unkey(key);
  }
}
