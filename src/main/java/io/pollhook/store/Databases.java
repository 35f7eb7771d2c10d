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

/** Opens the configured database. */
public final class Databases {
  /** The embedded database's file in the data directory. */
  static final String FILE = "pollhook.db";

  private static final int CONNECTIONS = 12;
  private static final int SQLITE_READERS = 4;

  /**
   * PostgreSQL ends the transaction of a node that hangs halfway, so that other nodes can work on
   * the rows it has locked. Half the length of a lease.
   */
  static final Duration LONGEST_IDLE_TRANSACTION = Duration.ofSeconds(15);

  /**
   * A connection on which the server is silent for longer is given up. Without a limit, a node that
   * is cut off from the server, or whose connections a firewall has forgotten, waits forever.
   * Longer than any statement takes; {@code socketTimeout} in the URL overrides it.
   */
  static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

  private Databases() {}

  /**
   * Opens and migrates the database. For the embedded one this acquires the data directory's lock,
   * which generating secrets requires: see {@code AccountSecrets}.
   *
   * @param clock the clock of leases and due times; PostgreSQL uses the server's instead
   * @throws io.pollhook.settings.ConfigurationError if another process uses the data directory
   */
  public static Database open(Settings settings, Clock clock) {
    if (settings.databaseUrl().isEmpty()) {
      return sqlite(settings.dataDir(), clock);
    }
    keepPrivate(settings.dataDir()); // may have the secrets of an earlier embedded database
    return postgresql(settings);
  }

  /**
   * Opens an existing database for a command that needs exclusive use of it.
   *
   * @throws ConfigurationError if it is in use
   */
  public static Database openAlone(Settings settings, Clock clock) {
    try (Handle handle = DirectConnection.open(settings)) {
      if (!settings.databaseUrl().isEmpty()) {
        OtherSessions.refuse(handle);
      }
    }
    return open(settings, clock);
  }

  /** Opens SQLite in WAL mode, synchronous: committed transactions survive a power cut. */
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

  /** SQLite gives its additional files (-wal, -shm) the permissions of this one. */
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

  /** Opens PostgreSQL, which any number of nodes can share. */
  public static Database postgresql(Settings settings) {
    return connected(
        settings.databaseUrl(),
        settings.text("pollhook.database.username"),
        settings.text("pollhook.database.password"));
  }

  /**
   * Opens a PostgreSQL database other than the configured one.
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
    config.addDataSourceProperty("socketTimeout", String.valueOf(LONGEST_SILENCE.toSeconds()));
    return pool("postgresql", config, CONNECTIONS);
  }

  /** Opens PostgreSQL with a clock that a test controls. */
  public static Database postgresql(String url, Clock clock) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    return new Database(Dialect.POSTGRESQL, nodePool(config), clock);
  }

  /**
   * Opens a separate schema in the database of a host application, which must be PostgreSQL and is
   * not closed.
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

  /** Only one process uses an embedded database, so the holders of all leases have ended. */
  private static void voidLeases(Handle handle) {
    for (String table : new String[] {"feeds", "lanes", "notices", "grants"}) {
      handle.execute("UPDATE " + table + " SET lease_until = 0 WHERE lease_until > 0");
    }
  }
}
