package io.pollhook.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.pollhook.settings.ConfigurationError;
import io.pollhook.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/** Opens the database that the properties name. */
public final class Databases {
  /** The embedded database's file in the data directory. */
  static final String FILE = "pollhook.db";

  private static final int CONNECTIONS = 12;
  private static final int SQLITE_READERS = 4;

  /**
   * PostgreSQL ends the transaction of a node that stands still in its middle, so that the others
   * can work on what it has locked: half of a lease.
   */
  static final Duration LONGEST_IDLE_TRANSACTION = Duration.ofSeconds(15);

  private Databases() {}

  /**
   * Opens and migrates it. For the embedded one this takes the data directory's lock, under which
   * alone the secrets may be generated: see {@code AccountSecrets}.
   *
   * @param clock the clock of leases and due times; on PostgreSQL its own takes that place
   * @throws io.pollhook.settings.ConfigurationError where another process has the data directory
   */
  public static Database open(Settings settings, Clock clock) {
    if (settings.databaseUrl().isEmpty()) {
      return sqlite(settings.dataDir(), clock);
    }
    keepPrivate(settings.dataDir()); // may have the secrets of an embedded database of before
    return postgresql(settings);
  }

  /**
   * The same for a command that needs the database to itself; it must exist already.
   *
   * @throws ConfigurationError if others use it
   */
  public static Database openAlone(Settings settings, Clock clock) {
    try (Handle handle = DirectConnection.open(settings)) {
      if (!settings.databaseUrl().isEmpty()) {
        OtherSessions.refuse(handle);
      }
    }
    return open(settings, clock);
  }

  /** SQLite in WAL mode, synchronous: what a transaction committed survives a power cut. */
  public static Database sqlite(Path directory, Clock clock) {
    DirectoryLock lock = DirectoryLock.take(directory);
    Path file = directory.resolve(FILE);
    createPrivate(file);
    keepPrivate(directory);
    String url = "jdbc:sqlite:" + file;
    WriterConnection writer =
        new WriterConnection(url + "?transaction_mode=IMMEDIATE", sqliteProperties());
    HikariConfig readers = new HikariConfig();
    readers.setJdbcUrl(url);
    readers.setDataSourceProperties(sqliteProperties());
    Database database =
        new Database(
            Dialect.SQLITE,
            writer,
            pool("sqlite-reader", readers, SQLITE_READERS),
            clock,
            () -> {
              try {
                writer.close();
              } finally {
                lock.close();
              }
            });
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
    return connected(
        settings.databaseUrl(),
        settings.text("pollhook.database.username"),
        settings.text("pollhook.database.password"));
  }

  /**
   * A PostgreSQL database beside the configured one.
   *
   * @param username may be empty, as may the password
   * @throws ConfigurationError if it cannot be connected to
   */
  public static Database postgresql(String url, String username, String password) {
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new ConfigurationError("the target is " + url + ", expected a jdbc:postgresql: URL");
    }
    DirectConnection.postgresql(url, username, password).close();
    return connected(url, username, password);
  }

  private static Database connected(String url, String username, String password) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    if (!username.isEmpty()) {
      config.setUsername(username);
      config.setPassword(password);
    }
    HikariDataSource pool = nodePool(config);
    return new Database(Dialect.POSTGRESQL, pool, clockOf(pool));
  }

  private static HikariDataSource nodePool(HikariConfig config) {
    config.setConnectionInitSql(
        "SET idle_in_transaction_session_timeout = " + LONGEST_IDLE_TRANSACTION.toMillis());
    return pool("postgresql", config, CONNECTIONS);
  }

  /** PostgreSQL under a clock that a test holds. */
  public static Database postgresql(String url, Clock clock) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    return new Database(Dialect.POSTGRESQL, nodePool(config), clock);
  }

  /**
   * A schema of its own in the database of a host application, which must be PostgreSQL and stays
   * open.
   */
  public static Database ofHost(DataSource source, String schema) {
    return new Database(
        new HostConnections(source, schema), new PostgresClock(source, Duration.ofSeconds(30)));
  }

  private static Properties sqliteProperties() {
    Properties properties = new Properties();
    properties.setProperty("journal_mode", "WAL");
    properties.setProperty("synchronous", "FULL");
    properties.setProperty("foreign_keys", "true");
    properties.setProperty("busy_timeout", "30000");
    return properties;
  }

  private static HikariDataSource pool(String name, HikariConfig config, int size) {
    config.setPoolName(name);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(Math.min(size, 2));
    config.setConnectionTimeout(30_000);
    return new HikariDataSource(config);
  }

  /** One process has an embedded database: who held a lease there is gone. */
  private static void voidLeases(Handle handle) {
    for (String table : new String[] {"feeds", "lanes", "notices", "grants"}) {
      handle.execute("UPDATE " + table + " SET lease_until = 0 WHERE lease_until > 0");
    }
  }
}
