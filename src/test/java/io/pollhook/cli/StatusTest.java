package io.pollhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.secret.TestSecrets;
import io.pollhook.secret.Vault;
import io.pollhook.settings.Settings;
import io.pollhook.store.Database;
import io.pollhook.store.Databases;
import io.pollhook.store.Dialect;
import io.pollhook.store.TestDatabases;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusTest {
  private static final Clock LATER =
      Clock.fixed(SampleState.AT.plus(Duration.ofSeconds(75)), ZoneOffset.UTC);

  @TempDir private Path directory;
  private final CapturedTerminal terminal = new CapturedTerminal();

  @Test
  void showsThePollingAndDeliveryOfARunningProgram() {
    Settings settings = settings(Dialect.SQLITE);
    try (Database database = Databases.open(settings, LATER)) {
      SampleState.fill(database, new Vault(TestSecrets.ACCOUNT.encryptionKey()));

      assertThat(run(settings)).isZero();
    }
    assertThat(terminal.out())
        .isEqualTo(
            """
            instances              2 (1 disabled)
            resources polled       2
              FAILED               1
              OK                   1
            oldest complete poll   1 min 15 s ago (gmail, gmail-changed-messages)
            notifications waiting  2
              oldest               1 min 15 s ago
            callbacks held         1
            """);
    assertThat(terminal.err()).isEmpty();
  }

  @Test
  void agesAreByTheClockOfPostgresql() {
    Settings settings = settings(Dialect.POSTGRESQL);
    try (Database database = Databases.open(settings, LATER)) {
      SampleState.fill(database, new Vault(TestSecrets.ACCOUNT.encryptionKey()));
      long halfAnHourAgo = database.now() - Duration.ofMinutes(30).toMillis();
      database.writing(
          handle -> {
            handle.execute("UPDATE feeds SET served_at = ?", halfAnHourAgo);
            handle.execute("UPDATE notifications SET created_at = ?", halfAnHourAgo);
          });

      assertThat(run(settings)).isZero();
    }
    assertThat(terminal.out())
        .containsPattern("oldest complete poll   30 min \\d+ s ago")
        .containsPattern("  oldest               30 min \\d+ s ago");
  }

  @Test
  void emptyDatabaseIsShown() {
    Settings settings = settings(Dialect.SQLITE);
    Databases.open(settings, LATER).close();

    assertThat(run(settings)).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            instances              0 (0 disabled)
            resources polled       0
            notifications waiting  0
            callbacks held         0
            """);
  }

  @Test
  void missingDatabaseIsAFailureAndIsNotCreated() {
    assertThat(run(settings(Dialect.SQLITE))).isEqualTo(1);

    assertThat(terminal.err())
        .isEqualTo("status: there is no database in pollhook.data-dir " + directory + "\n");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void databaseThatCannotBeReachedIsAFailure() {
    Map<String, String> given = new HashMap<>(TestSecrets.PROPERTIES);
    given.put("pollhook.database.url", "jdbc:postgresql://127.0.0.1:1/nothing");

    assertThat(run(SampleState.settings(directory, given))).isEqualTo(1);

    assertThat(terminal.err()).startsWith("status: cannot connect to the database").hasLineCount(1);
  }

  private Settings settings(Dialect dialect) {
    Map<String, String> given = new HashMap<>(TestSecrets.PROPERTIES);
    if (dialect == Dialect.POSTGRESQL) {
      given.put("pollhook.database.url", TestDatabases.postgresqlUrl());
    }
    return SampleState.settings(directory, given);
  }

  private int run(Settings settings) {
    Status status = new Status(terminal.reading(""), () -> settings, LATER);
    return Commands.run(terminal.reading(""), List.of(status), "status");
  }
}
