package io.pollhook.embedded;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.pollhook.Pollhook;
import io.pollhook.google.GoogleStandIn;
import io.pollhook.store.TestDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With a host's data source, all of Pollhook's tables are in a separate schema. */
class UsesTheHostsDatabaseTest {
  private final HikariDataSource source = new HikariDataSource();

  UsesTheHostsDatabaseTest() {
    source.setJdbcUrl(TestDatabases.postgresqlUrl());
    source.setMaximumPoolSize(4);
    source.setAutoCommit(false);
  }

  @AfterEach
  void close() {
    source.close();
  }

  @Test
  void tablesAreInASeparateSchemaAndConnectionsAreRestored() throws Exception {
    List<String> before = rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
    try (GoogleStandIn google = new GoogleStandIn();
        Host host = new Host(google)) {
      List<String> bodies = host.bodies("pollhook:mail");
      host.withPollhook(
              builder -> builder.dataSource(source),
              "pollhook.encryption-key",
              "a key of the host",
              "pollhook.database.schema",
              "polling")
          .start();

      host.mail("mail").box().receive("One");

      await().atMost(ofSeconds(10)).until(() -> !bodies.isEmpty());
      assertThat(rows("SHOW search_path")).containsExactly("\"$user\", public");
    }
    assertThat(rows("SELECT tablename FROM pg_tables WHERE schemaname = 'polling'"))
        .contains("instances", "lanes", "pollhook_schema_history");
    assertThat(rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        .isEqualTo(before);
  }

  @Test
  void encryptionKeyIsRequired() {
    assertThatThrownBy(() -> Pollhook.builder().dataSource(source).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pollhook.encryption-key must be given");
  }

  private List<String> rows(String query) throws Exception {
    List<String> rows = new ArrayList<>();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }
}
