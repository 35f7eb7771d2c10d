package io.pollhook.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jdbi.v3.core.ConnectionFactory;

/**
 * The connection of a database's single writer, used by one thread at a time. It stays open until a
 * failure; it is then closed without committing, and the next use opens another. A pool of one
 * would wait forever for a connection that was not returned because of an {@link OutOfMemoryError}.
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

  /** Keeps the connection open. */
  @Override
  public void closeConnection(Connection same) {}

  /** Marks the connection as failed, so that it is not used again. Allocates nothing. */
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
