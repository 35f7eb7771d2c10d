package io.pollhook.store;

import io.pollhook.settings.ConfigurationError;
import io.pollhook.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Properties;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Opens a single connection to the configured database while the program may be running: without
 * locking the data directory, migrating or voiding leases.
 */
public final class DirectConnection {
  private DirectConnection() {}

  /**
   * Connects; the caller closes the handle.
   *
   * @throws ConfigurationError if there is no database yet, or it cannot be connected to
   */
  public static Handle open(Settings settings) {
    return settings.databaseUrl().isEmpty()
        ? sqlite(file(settings))
        : postgresql(
            settings.databaseUrl(),
            settings.text("pollhook.database.username"),
            settings.text("pollhook.database.password"));
  }

  /**
   * Returns the time that the program goes by: PostgreSQL's, or this machine's for the embedded
   * database, which need not exist.
   *
   * @param own this machine's clock
   * @throws ConfigurationError if PostgreSQL cannot be connected to
   */
  public static Instant time(Settings settings, Clock own) {
    if (settings.databaseUrl().isEmpty()) {
      return own.instant();
    }
    try (Handle handle = open(settings)) {
      return Instant.ofEpochMilli(handle.createQuery(PostgresClock.READ).mapTo(Long.class).one());
    }
  }

  /** Returns the embedded database's file. */
  static Path file(Settings settings) {
    Path file = settings.dataDir().resolve(Databases.FILE);
    if (!Files.isRegularFile(file)) {
      throw new ConfigurationError(
          "there is no database in pollhook.data-dir " + settings.dataDir().toAbsolutePath());
    }
    return file;
  }

  static Handle sqlite(Path file) {
    Properties properties = new Properties();
    properties.setProperty("busy_timeout", "30000");
    return connect("jdbc:sqlite:" + file, properties);
  }

  static Handle postgresql(String url, String username, String password) {
    Properties properties = new Properties();
    if (!username.isEmpty()) {
      properties.setProperty("user", username);
      properties.setProperty("password", password);
    }
    return connect(url, properties);
  }

  private static Handle connect(String url, Properties properties) {
    try {
      return Jdbi.open(url, properties);
    } catch (ConnectionException e) {
      throw new ConfigurationError("cannot connect to the database: " + e.getCause().getMessage());
    }
  }
}
