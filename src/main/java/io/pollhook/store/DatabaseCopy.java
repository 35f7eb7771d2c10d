package io.pollhook.store;

import io.pollhook.settings.ConfigurationError;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Copies all rows of a database into an empty one on PostgreSQL, with their ids. Tables and columns
 * are read from the source's metadata, so that none is forgotten. Leases are not copied, because
 * their holders have stopped.
 */
public final class DatabaseCopy {
  private static final int ROWS_AT_ONCE = 500;
  private static final String LEASE = "lease_until";

  private final Connection source;
  private final Connection target;

  private DatabaseCopy(Connection source, Connection target) {
    this.source = source;
    this.target = target;
  }

  /**
   * Copies everything, or nothing if it fails. Neither database may be in use.
   *
   * @return the number of rows by table, in the order in which they were copied
   * @throws ConfigurationError if the target has rows
   */
  public static Map<String, Long> copy(Database from, Database to) throws SQLException {
    return from.read(
        reading -> {
          // PostgreSQL fetches rows in batches only within a transaction
          reading.begin();
          try {
            return to.write(
                writing ->
                    new DatabaseCopy(reading.getConnection(), writing.getConnection())
                        .all(from.dialect()));
          } finally {
            reading.rollback();
          }
        });
  }

  private Map<String, Long> all(Dialect from) throws SQLException {
    List<Table> tables = Table.inOrderOfReferences(source);
    for (Table table : tables) {
      requireEmpty(table);
    }
    Map<String, Long> copied = new LinkedHashMap<>();
    for (Table table : tables) {
      copied.put(table.name(), rows(table));
      if (table.numbered() != null) {
        long last = IdentityNumbers.last(from, source, table);
        if (last > 0) {
          IdentityNumbers.continueAfter(target, table, last);
        }
      }
    }
    return copied;
  }

  private void requireEmpty(Table table) throws SQLException {
    try (Statement statement = target.createStatement();
        ResultSet row = statement.executeQuery("SELECT 1 FROM " + table.name() + " LIMIT 1")) {
      if (row.next()) {
        throw new ConfigurationError(
            "the target database is not empty: its table " + table.name() + " has rows");
      }
    }
  }

  private long rows(Table table) throws SQLException {
    String values = String.join(", ", Collections.nCopies(table.columns().size(), "?"));
    String insert =
        "INSERT INTO %s (%s) VALUES (%s)"
            .formatted(table.name(), String.join(", ", table.columns()), values);
    long count = 0;
    try (Statement reading = source.createStatement();
        PreparedStatement writing = target.prepareStatement(insert)) {
      reading.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet row = reading.executeQuery(table.select())) {
        while (row.next()) {
          bind(table, row, writing);
          writing.addBatch();
          count++;
          if (count % ROWS_AT_ONCE == 0) {
            int[] unused = writing.executeBatch();
          }
        }
      }
      int[] unused = writing.executeBatch();
    }
    return count;
  }

  private static void bind(Table table, ResultSet row, PreparedStatement insert)
      throws SQLException {
    for (int i = 1; i <= table.columns().size(); i++) {
      boolean lease = table.columns().get(i - 1).equals(LEASE);
      insert.setObject(i, lease ? Long.valueOf(0) : row.getObject(i));
    }
  }
}
