package io.pollhook.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The last number that a database has given out for a table's rows, deleted ones included. */
final class IdentityNumbers {
  private static final String SEQUENCE = "pg_get_serial_sequence(?, ?)";

  private IdentityNumbers() {}

  /** The last number given out; 0 if none was. */
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

  /** On PostgreSQL: continues after that number, which is above 0. */
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
