package io.pollhook.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** The storage of a run, as durable as in production. */
interface Storage extends AutoCloseable {
  /** The properties that make the program use it. */
  Map<String, String> properties();

  /** Opens a connection in addition to the program's. */
  Connection connect() throws SQLException;

  @Override
  void close();

  /** The embedded database in a run's directory. */
  static Storage sqlite(Path directory) {
    return new Storage() {
      @Override
      public Map<String, String> properties() {
        return Map.of();
      }

      @Override
      public Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("data/pollhook.db"));
      }

      @Override
      public void close() {
        // ends with the program
      }
    };
  }

  /** A separate PostgreSQL with synchronous commits. */
  static Storage postgresql() {
    try {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("max_wal_size", "2GB")
              .start();
      return new Storage() {
        @Override
        public Map<String, String> properties() {
          return Map.of("pollhook.database.url", server.getJdbcUrl("postgres", "postgres"));
        }

        @Override
        public Connection connect() throws SQLException {
          return server.getPostgresDatabase().getConnection();
        }

        @Override
        public void close() {
          try {
            server.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The schedule of every calendar's feed. */
  default Map<Integer, PollLog.Slots> slots() {
    Map<Integer, PollLog.Slots> slots = new HashMap<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT part, phase, interval_ms FROM feeds")) {
      while (row.next()) {
        slots.put(
            Integer.valueOf(row.getString(1)), new PollLog.Slots(row.getLong(2), row.getLong(3)));
      }
      return slots;
    } catch (SQLException e) {
      throw new IllegalStateException("the feeds cannot be read", e);
    }
  }
}
