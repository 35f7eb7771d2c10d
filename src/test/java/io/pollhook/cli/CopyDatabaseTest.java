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
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CopyDatabaseTest {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final Vault VAULT = new Vault(TestSecrets.ACCOUNT.encryptionKey());
  private static final String TABLES =
      "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
          + " AND table_name <> 'flyway_schema_history' ORDER BY table_name";

  @TempDir private Path directory;
  private final CapturedTerminal terminal = new CapturedTerminal();

  @ParameterizedTest
  @EnumSource
  void everyRowOfEveryTableIsCopied(Dialect dialect) {
    Settings source = settings(dialect);
    fill(source);
    String url = TestDatabases.postgresqlUrl();

    Awaitility.await().until(() -> run(source, url) == 0);

    try (Database from = Databases.open(source, CLOCK);
        Database to = Databases.postgresql(url, CLOCK)) {
      List<String> tables =
          to.read(handle -> handle.createQuery(TABLES).mapTo(String.class).list());
      assertThat(tables).contains("attempts", "notices", "ledger");
      for (String table : tables) {
        List<Map<String, String>> rows = to.read(handle -> rows(handle, table));
        assertThat(rows).as(table).isNotEmpty();
        assertThat(rows)
            .as(table)
            .containsExactlyInAnyOrderElementsOf(from.read(handle -> rows(handle, table)));
        assertThat(terminal.out()).containsPattern("(?m)^" + table + " +" + rows.size() + "$");
      }
      assertThat(SampleState.opened(to, VAULT)).hasSize(4);
    }
  }

  @ParameterizedTest
  @EnumSource
  void numbersContinueAfterTheLastOneUsed(Dialect dialect) {
    Settings source = settings(dialect);
    fill(source);
    String url = TestDatabases.postgresqlUrl();
    Awaitility.await().until(() -> run(source, url) == 0);

    try (Database to = Databases.postgresql(url, CLOCK)) {
      long next =
          to.write(
              handle ->
                  handle
                      .createUpdate(
                          "INSERT INTO notifications (id, instance_id, body, created_at, attempts)"
                              + " SELECT 'new', 1, body, 0, 0 FROM notifications WHERE seq = 5")
                      .executeAndReturnGeneratedKeys("seq")
                      .mapTo(Long.class)
                      .one());
      assertThat(next).isEqualTo(41);
    }
  }

  @Test
  void targetWithRowsIsAFailureAndIsNotChanged() {
    Settings source = settings(Dialect.SQLITE);
    fill(source);
    String url = TestDatabases.postgresqlUrl();
    try (Database target = Databases.postgresql(url, CLOCK)) {
      target.writing(handle -> handle.execute("INSERT INTO properties VALUES ('a', 'b')"));

      assertThat(run(source, url)).isEqualTo(1);

      assertThat(terminal.err())
          .isEqualTo(
              "copy-database: the target database is not empty: its table properties has rows\n");
      assertThat(target.<List<?>, RuntimeException>read(handle -> rows(handle, "instances")))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void runningProgramIsAFailure(Dialect dialect) {
    Settings source = settings(dialect);
    try (Database running = Databases.open(source, CLOCK)) {
      SampleState.fill(running, VAULT);

      assertThat(run(source, TestDatabases.postgresqlUrl())).isEqualTo(1);
    }
    assertThat(terminal.err()).contains(" in use").hasLineCount(1);
  }

  @Test
  void targetThatCannotBeUsedIsAFailure() {
    Settings source = settings(Dialect.SQLITE);
    fill(source);

    assertThat(run(source, "jdbc:postgresql://127.0.0.1:1/nothing")).isEqualTo(1);
    assertThat(terminal.err())
        .startsWith("copy-database: cannot connect to the database")
        .hasLineCount(1);

    terminal.reset();
    assertThat(run(source, "jdbc:sqlite:other.db")).isEqualTo(1);
    assertThat(terminal.err()).contains("expected a jdbc:postgresql: URL").hasLineCount(1);
  }

  @Test
  void missingTargetIsWrongUsage() {
    Settings source = settings(Dialect.SQLITE);
    CopyDatabase command = new CopyDatabase(terminal.reading(""), () -> source, CLOCK);

    assertThat(Commands.run(terminal.reading(""), List.of(command), "copy-database")).isEqualTo(2);
  }

  /** The rows of a table in the same form for both databases, without leases. */
  private static List<Map<String, String>> rows(Handle handle, String table) {
    return handle.createQuery("SELECT * FROM " + table).mapToMap().stream()
        .map(
            row -> {
              Map<String, String> texts = new TreeMap<>();
              row.forEach((column, value) -> texts.put(column, text(value)));
              texts.remove("lease_until");
              return texts;
            })
        .toList();
  }

  private static String text(Object value) {
    return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value);
  }

  private static void fill(Settings settings) {
    try (Database database = Databases.open(settings, CLOCK)) {
      SampleState.fill(database, VAULT);
    }
  }

  private Settings settings(Dialect dialect) {
    Map<String, String> given = new HashMap<>(TestSecrets.PROPERTIES);
    if (dialect == Dialect.POSTGRESQL) {
      given.put("pollhook.database.url", TestDatabases.postgresqlUrl());
    }
    return SampleState.settings(directory, given);
  }

  private int run(Settings source, String url) {
    CopyDatabase command = new CopyDatabase(terminal.reading(""), () -> source, CLOCK);
    return Commands.run(terminal.reading(""), List.of(command), "copy-database", "--to", url);
  }
}
