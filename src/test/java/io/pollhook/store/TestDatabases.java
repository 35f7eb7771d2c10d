package io.pollhook.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.UUID;

/**
 * Creates fresh databases for tests. PostgreSQL starts once per JVM and stops with it; each call
 * creates a new database in it.
 */
public final class TestDatabases {
  private TestDatabases() {}

  /** Opens an empty, migrated database; the caller closes it. */
  public static Database open(Dialect dialect, Clock clock) {
    return switch (dialect) {
      case SQLITE -> Databases.sqlite(temporaryDirectory(), clock);
      case POSTGRESQL -> Databases.postgresql(postgresqlUrl(), clock);
    };
  }

  /** Creates an empty PostgreSQL database and returns its URL; several nodes may open it. */
  public static String postgresqlUrl() {
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = Server.POSTGRESQL.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("no test database", e);
    }
    return Server.POSTGRESQL.getJdbcUrl("postgres", name);
  }

  private static Path temporaryDirectory() {
    try {
      Path parent = Files.createDirectories(Path.of("target", "databases"));
      return Files.createTempDirectory(parent, "sqlite");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Holds the server, so that it starts with the first test that needs it. */
  private static final class Server {
    static final EmbeddedPostgres POSTGRESQL = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("max_connections", "300").start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
