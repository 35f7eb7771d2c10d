package io.pollhook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.pollhook.settings.ConfigurationError;
import java.nio.file.Path;
import java.time.Clock;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release refuses the schema of a later one, which has one more migration. */
class RefusesNewerSchemaTest {
  private static final String REFUSAL =
      "a newer release of Pollhook has changed the database: its schema has version 9000,";

  @TempDir Path directory;

  private static Flyway laterRelease(String url) {
    return Flyway.configure()
        .locations("classpath:io/pollhook/db/migration", "classpath:later-release")
        .placeholders(
            (url.contains("sqlite") ? Dialect.SQLITE : Dialect.POSTGRESQL).migrationPlaceholders())
        .dataSource(url, null, null)
        .load();
  }

  @Test
  void onTheEmbeddedDatabaseAndReleasesTheDirectory() {
    Databases.sqlite(directory, Clock.systemUTC()).close();
    Flyway later = laterRelease("jdbc:sqlite:" + directory.resolve("pollhook.db"));
    later.migrate();

    for (int start = 0; start < 2; start++) {
      assertThatThrownBy(() -> Databases.sqlite(directory, Clock.systemUTC()))
          .isInstanceOf(ConfigurationError.class)
          .hasMessageStartingWith(REFUSAL);
    }
  }

  @Test
  void onPostgresqlWhileANodeOfItsOwnReleaseKeepsRunning() {
    String url = TestDatabases.postgresqlUrl();
    try (Database running = Databases.postgresql(url, Clock.systemUTC())) {
      laterRelease(url).migrate();

      assertThatThrownBy(() -> Databases.postgresql(url, Clock.systemUTC()))
          .isInstanceOf(ConfigurationError.class)
          .hasMessageStartingWith(REFUSAL);
      int instances =
          running.read(
              handle ->
                  handle.createQuery("SELECT COUNT(*) FROM instances").mapTo(int.class).one());
      assertThat(instances).isZero();
    }
  }

  @Test
  void inAHostsDatabase() {
    try (HikariDataSource source = new HikariDataSource()) {
      source.setJdbcUrl(TestDatabases.postgresqlUrl());
      Databases.ofHost(source, "polling").close();
      Flyway.configure()
          .configuration(laterRelease(source.getJdbcUrl()).getConfiguration())
          .dataSource(source)
          .schemas("polling")
          .table("pollhook_schema_history")
          .load()
          .migrate();

      assertThatThrownBy(() -> Databases.ofHost(source, "polling"))
          .isInstanceOf(ConfigurationError.class)
          .hasMessageStartingWith(REFUSAL);
    }
  }
}
