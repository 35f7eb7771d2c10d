package io.pollhook.store;

import io.pollhook.settings.ConfigurationError;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.ConnectionFactory;

/**
 * Borrows connections from a host application's data source and uses them in Pollhook's own schema.
 * Their settings are restored before they are returned.
 */
final class HostConnections implements ConnectionFactory {
  /** The host may already use Flyway's default name for this table. */
  private static final String HISTORY = "pollhook_schema_history";

  private final DataSource source;
  private final String schema;
  private final Map<Connection, Before> lent = Collections.synchronizedMap(new IdentityHashMap<>());

  /** The host's settings of a connection. */
  private record Before(boolean autoCommit, String searchPath) {}

  HostConnections(DataSource source, String schema) {
    this.source = source;
    this.schema = schema;
    checkProduct();
  }

  private void checkProduct() {
    try (Connection connection = source.getConnection()) {
      String product = connection.getMetaData().getDatabaseProductName();
      if (!product.equals("PostgreSQL")) {
        throw new ConfigurationError(
            "the data source connects to %s, expected PostgreSQL, or no data source for the embedded database"
                .formatted(product));
      }
    } catch (SQLException e) {
      throw new ConfigurationError("the data source cannot be connected to: " + e.getMessage());
    }
  }

  /** Configures migrations to create and use the schema. */
  FluentConfiguration migrates(FluentConfiguration flyway) {
    return flyway
        .dataSource(source)
        .schemas(schema)
        .defaultSchema(schema)
        .createSchemas(true)
        .table(HISTORY);
  }

  @Override
  public Connection openConnection() throws SQLException {
    Connection connection = source.getConnection();
    try {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(true);
      lent.put(connection, new Before(autoCommit, searchPath(connection)));
      search(connection, schema);
      return connection;
    } catch (SQLException e) {
      lent.remove(connection);
      connection.close();
      throw e;
    }
  }

  @Override
  public void closeConnection(Connection connection) throws SQLException {
    Before before = lent.remove(connection);
    try (connection) {
      if (before != null && !connection.isClosed()) {
        search(connection, before.searchPath());
        connection.setAutoCommit(before.autoCommit());
      }
    }
  }

  private static String searchPath(Connection connection) throws SQLException {
    try (PreparedStatement read = connection.prepareStatement("SHOW search_path");
        ResultSet row = read.executeQuery()) {
      row.next();
      return row.getString(1);
    }
  }

  private static void search(Connection connection, String path) throws SQLException {
    try (PreparedStatement set =
        connection.prepareStatement("SELECT set_config('search_path', ?, false)")) {
      set.setString(1, path);
      set.execute();
    }
  }
}
