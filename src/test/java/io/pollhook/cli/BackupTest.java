package io.pollhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.secret.TestSecrets;
import io.pollhook.secret.Vault;
import io.pollhook.settings.Settings;
import io.pollhook.store.Database;
import io.pollhook.store.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands {@code backup} and {@code restore}. */
class BackupTest {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final Vault VAULT = new Vault(TestSecrets.ACCOUNT.encryptionKey());

  @TempDir private Path directory;
  private final CapturedTerminal terminal = new CapturedTerminal();

  @Test
  void backupDuringWritesHasEverythingCommittedBefore() throws Exception {
    Settings source = settings("source");
    Path file = directory.resolve("backup.db");
    long committedBefore;
    try (Database database = Databases.open(source, CLOCK)) {
      AtomicLong committed = new AtomicLong();
      Thread writer = new Thread(() -> writeUntilInterrupted(database, committed));
      writer.start();
      try {
        Awaitility.await().until(() -> committed.get() > 200);
        committedBefore = committed.get();
        assertThat(run(source, "backup", file)).isZero();
        long committedAfter = committed.get();
        Awaitility.await().until(() -> committed.get() > committedAfter);
      } finally {
        writer.interrupt();
        writer.join();
      }
    }

    Settings target = settings("target");
    assertThat(run(target, "restore", file)).isZero();

    try (Database restored = Databases.open(target, CLOCK)) {
      List<Long> numbers =
          restored.read(
              handle ->
                  handle
                      .select("SELECT dated_at FROM ledger ORDER BY dated_at")
                      .mapTo(Long.class)
                      .list());
      assertThat(numbers)
          .hasSizeGreaterThanOrEqualTo((int) committedBefore)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, numbers.size()).boxed().toList());
      assertThat(SampleState.opened(restored, VAULT)).containsEntry("grant:2", "tokens of 2");
    }
  }

  private static void writeUntilInterrupted(Database database, AtomicLong committed) {
    SampleState.fill(database, VAULT);
    database.writing(handle -> handle.execute("DELETE FROM ledger"));
    while (!Thread.currentThread().isInterrupted()) {
      long next = committed.get() + 1;
      database.writing(
          handle ->
              handle.execute(
                  "INSERT INTO ledger (feed_id, object_id, version, dated_at) VALUES (3, ?, '', ?)",
                  "object " + next,
                  next));
      committed.set(next);
    }
  }

  @Test
  void backupIsReadableOnlyByItsOwnerAndReportsThatTheKeyIsNotInIt() throws IOException {
    Settings source = settings("source");
    Databases.open(source, CLOCK).close();
    Path file = directory.resolve("backup.db");

    assertThat(run(source, "backup", file)).isZero();

    assertThat(terminal.out())
        .startsWith("wrote " + file)
        .contains("does not contain the encryption key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactlyInAnyOrder(file, source.dataDir());
    }
  }

  @Test
  void backupDoesNotReplaceAFile() throws IOException {
    Settings source = settings("source");
    Databases.open(source, CLOCK).close();
    Path file = Files.writeString(directory.resolve("backup.db"), "precious");

    assertThat(run(source, "backup", file)).isEqualTo(1);

    assertThat(terminal.err())
        .isEqualTo("backup: " + file + " already exists; a backup does not replace a file\n");
    assertThat(file).hasContent("precious");
  }

  @Test
  void backupNeedsADirectoryAndADatabase() {
    assertThat(run(settings("none"), "backup", directory.resolve("b"))).isEqualTo(1);
    assertThat(terminal.err()).startsWith("backup: there is no database in pollhook.data-dir ");

    terminal.reset();
    Settings source = settings("source");
    Databases.open(source, CLOCK).close();
    assertThat(run(source, "backup", directory.resolve("missing/b"))).isEqualTo(1);
    assertThat(terminal.err())
        .isEqualTo("backup: there is no directory " + directory.resolve("missing") + "\n");
  }

  @Test
  void withPostgresqlItsOwnToolsAreRecommended() {
    Map<String, String> given = new HashMap<>(TestSecrets.PROPERTIES);
    given.put("pollhook.database.url", "jdbc:postgresql://127.0.0.1:1/nothing");
    Settings postgresql = SampleState.settings(directory, given);

    assertThat(run(postgresql, "backup", directory.resolve("b"))).isEqualTo(1);
    assertThat(terminal.err()).contains("pg_dump").hasLineCount(1);
  }

  @Test
  void restoreKeepsTheSecretsOfTheDirectory() throws IOException {
    Path file = backup();
    Settings target = settings("target");
    Files.createDirectories(target.dataDir());
    Path secrets = Files.writeString(target.dataDir().resolve("secrets.properties"), "a=b\n");

    assertThat(run(target, "restore", file)).isZero();

    assertThat(terminal.out()).contains("needs the encryption key");
    assertThat(secrets).hasContent("a=b");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(target.dataDir().resolve("pollhook.db"))))
        .isEqualTo("rw-------");
  }

  @Test
  void restoreIntoADirectoryWithADatabaseIsRefused() {
    Path file = backup();
    Settings target = settings("target");
    try (Database database = Databases.open(target, CLOCK)) {
      SampleState.fill(database, VAULT);
      assertThat(run(target, "restore", file)).isEqualTo(1);
      assertThat(terminal.err()).contains("is in use by another Pollhook").hasLineCount(1);
    }
    terminal.reset();

    assertThat(run(target, "restore", file)).isEqualTo(1);

    assertThat(terminal.err()).contains("already has a database").hasLineCount(1);
    try (Database database = Databases.open(target, CLOCK)) {
      assertThat(SampleState.opened(database, VAULT)).hasSize(4);
    }
  }

  @Test
  void restoreBesideTheLogOfADeletedDatabaseIsRefused() throws IOException {
    Path file = backup();
    Settings target = settings("target");
    Files.createDirectories(target.dataDir());
    Files.writeString(target.dataDir().resolve("pollhook.db-wal"), "pages of another database");

    assertThat(run(target, "restore", file)).isEqualTo(1);
  }

  @Test
  void onlyABackupIsRestored() throws IOException {
    Settings target = settings("target");
    Path other = Files.writeString(directory.resolve("other"), "a text file ".repeat(500));

    assertThat(run(target, "restore", other)).isEqualTo(1);
    assertThat(terminal.err())
        .isEqualTo("restore: " + other + " is not a backup of Pollhook's database\n");
    assertThat(target.dataDir().resolve("pollhook.db")).doesNotExist();

    assertThat(run(target, "restore", directory.resolve("missing"))).isEqualTo(1);
  }

  @Test
  void missingFileIsWrongUsage() {
    assertThat(Commands.run(terminal.reading(""), commands(settings("a")), "backup")).isEqualTo(2);
    assertThat(Commands.run(terminal.reading(""), commands(settings("a")), "restore")).isEqualTo(2);
  }

  private Path backup() {
    Settings source = settings("source");
    try (Database database = Databases.open(source, CLOCK)) {
      SampleState.fill(database, VAULT);
    }
    Path file = directory.resolve("backup.db");
    assertThat(run(source, "backup", file)).isZero();
    terminal.reset();
    return file;
  }

  private Settings settings(String name) {
    return SampleState.settings(directory.resolve(name), Map.of());
  }

  private int run(Settings settings, String command, Path file) {
    return Commands.run(terminal.reading(""), commands(settings), command, file.toString());
  }

  private List<Callable<Integer>> commands(Settings settings) {
    return List.of(
        new Backup(terminal.reading(""), () -> settings),
        new Restore(terminal.reading(""), () -> settings));
  }
}
