package io.pollhook.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads and sets the last identity number of a table, including those of deleted rows. */
final class IdentityNumbers {
  private static final String SEQUENCE = "pg_get_serial_sequence(?, ?)";

  private IdentityNumbers() {}

  /** The last number assigned; 0 if there is none. */
  static long last(Dialect dialect, Connection connection, Table table) throws SQLException {
    return switch (dialect) {
      case SQLITE ->
          number(connection, "SELECT seq FROM sqlite_sequence WHERE name = ?", table.name());
      case POSTGRESQL ->
          number(
              connection,
              "SELECT COALESCE(pg_sequence_last_value(" + SEQUENCE + "), 0)",
              table.name(),
              table.numbered());
    };
  }

  /** Makes PostgreSQL continue after the given number, which is above 0. */
  static void continueAfter(Connection connection, Table table, long last) throws SQLException {
    long unused =
        number(
            connection,
            "SELECT setval(" + SEQUENCE + ", ?::bigint)",
            table.name(),
            table.numbered(),
            Long.toString(last));
  }

  private static long number(Connection connection, String query, String... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }
}
