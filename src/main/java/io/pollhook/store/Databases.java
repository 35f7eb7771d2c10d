package io.pollhook.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.pollhook.config.ConfigurationError;
import io.pollhook.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** Opens the database that the properties name. */
public final class Databases {
  /** The embedded database's file in the data directory. */
  static final String FILE = "pollhook.db";

  private static final int CONNECTIONS = 12;
  private static final int SQLITE_READERS = 4;

  private Databases() {}

  /**
   * Opens and migrates it. For the embedded one this takes the data directory's lock, under which
   * alone the secrets may be generated: see {@code AccountSecrets}.
   *
   * @param clock the clock of leases and due times; on PostgreSQL its own takes that place
   * @throws io.pollhook.config.ConfigurationError where another process has the data directory
   */
  public static Database open(Settings settings, Clock clock) {
    if (settings.databaseUrl().isEmpty()) {
      return sqlite(settings.dataDir(), clock);
    }
    keepPrivate(settings.dataDir()); // may have the secrets of an embedded database of before
    return postgresql(settings);
  }

  /** SQLite in WAL mode, synchronous: what a transaction committed survives a power cut. */
  public static Database sqlite(Path directory, Clock clock) {
    DirectoryLock lock = DirectoryLock.take(directory);
    Path file = directory.resolve(FILE);
    createPrivate(file);
    keepPrivate(directory);
    String url = "jdbc:sqlite:" + file;
    Database database =
        new Database(
            Dialect.SQLITE,
            pool("sqlite-writer", sqliteConfig(url + "?transaction_mode=IMMEDIATE"), 1),
            pool("sqlite-reader", sqliteConfig(url), SQLITE_READERS),
            clock,
            lock);
    database.writing(Databases::voidLeases);
    return database;
  }

  /** SQLite gives the files that it adds (-wal, -shm) the permissions of this one. */
  private static void createPrivate(Path file) {
    try {
      PrivateFiles.createFile(file);
    } catch (IOException e) {
      throw new ConfigurationError("the database " + file + " cannot be created: " + e);
    }
  }

  private static void keepPrivate(Path directory) {
    try {
      PrivateFiles.repair(directory);
    } catch (IOException e) {
      throw new ConfigurationError("pollhook.data-dir " + directory + " cannot be used: " + e);
    }
  }

  private static PostgresClock clockOf(HikariDataSource pool) {
    return new PostgresClock(pool, Duration.ofSeconds(30));
  }

  /** PostgreSQL, shared by any number of nodes. */
  public static Database postgresql(Settings settings) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(settings.databaseUrl());
    if (!settings.text("pollhook.database.username").isEmpty()) {
      config.setUsername(settings.text("pollhook.database.username"));
      config.setPassword(settings.text("pollhook.database.password"));
    }
    HikariDataSource pool = pool("postgresql", config, CONNECTIONS);
    return new Database(Dialect.POSTGRESQL, pool, pool, clockOf(pool), () -> {});
  }

  /** PostgreSQL under a clock that a test holds. */
  public static Database postgresql(String url, Clock clock) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    HikariDataSource pool = pool("postgresql", config, CONNECTIONS);
    return new Database(Dialect.POSTGRESQL, pool, pool, clock, () -> {});
  }

  private static HikariConfig sqliteConfig(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.addDataSourceProperty("journal_mode", "WAL");
    config.addDataSourceProperty("synchronous", "FULL");
    config.addDataSourceProperty("foreign_keys", "true");
    config.addDataSourceProperty("busy_timeout", "30000");
    return config;
  }

  private static HikariDataSource pool(String name, HikariConfig config, int size) {
    config.setPoolName(name);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(Math.min(size, 2));
    config.setConnectionTimeout(30_000);
    return new HikariDataSource(config);
  }

  /** One process has an embedded database: who held a lease there is gone. */
  private static void voidLeases(org.jdbi.v3.core.Handle handle) {
    for (String table : new String[] {"feeds", "lanes", "notices", "grants"}) {
      handle.execute("UPDATE " + table + " SET lease_until = 0 WHERE lease_until > 0");
    }
  }
}
