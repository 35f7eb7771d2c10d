package io.pollhook.store;

import io.pollhook.config.ConfigurationError;
import io.pollhook.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * One connection to the configured database, beside a program that may be running: it takes no lock
 * on the data directory, migrates nothing and voids no lease.
 */
public final class DirectConnection {
  private DirectConnection() {}

  /**
   * Connects; the caller closes the handle.
   *
   * @throws ConfigurationError if there is no database yet, or it cannot be connected to
   */
  public static Handle open(Settings settings) {
    try {
      return settings.databaseUrl().isEmpty() ? sqlite(file(settings)) : postgresql(settings);
    } catch (ConnectionException e) {
      throw new ConfigurationError("cannot connect to the database: " + e.getCause().getMessage());
    }
  }

  /** The embedded database's file. */
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
    return Jdbi.open("jdbc:sqlite:" + file, properties);
  }

  private static Handle postgresql(Settings settings) {
    Properties properties = new Properties();
    if (!settings.text("pollhook.database.username").isEmpty()) {
      properties.setProperty("user", settings.text("pollhook.database.username"));
      properties.setProperty("password", settings.text("pollhook.database.password"));
    }
    return Jdbi.open(settings.databaseUrl(), properties);
  }
}
