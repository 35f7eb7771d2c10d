package io.pollhook.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jdbi.v3.core.ConnectionFactory;

/**
 * The connection of a database's one writer, which one thread at a time uses. It stays open until
 * something failed on it; then it is closed, and what it had not committed with it, and the next
 * use opens another. A pool of one would wait for ever for a connection that an {@link
 * OutOfMemoryError} kept from coming back.
 */
final class WriterConnection implements ConnectionFactory, AutoCloseable {
  private final String url;
  private final Properties properties;
  private Connection connection;
  private boolean isSuspect;
  private boolean closed;

  WriterConnection(String url, Properties properties) {
    this.url = url;
    this.properties = properties;
  }

  @Override
  public synchronized Connection openConnection() throws SQLException {
    if (closed) {
      throw new SQLException("the database is closed");
    }
    if (isSuspect && connection != null) {
      connection.close();
      connection = null;
    }
    isSuspect = false;
    if (connection == null) {
      connection = DriverManager.getConnection(url, properties);
    }
    return connection;
  }

  /** It stays open. */
  @Override
  public void closeConnection(Connection same) {}

  /** Something failed on it: it is not used again. Allocates nothing. */
  synchronized void suspect() {
    isSuspect = true;
  }

  @Override
  public synchronized void close() throws SQLException {
    closed = true;
    if (connection != null) {
      connection.close();
    }
  }
}
