package io.pollhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.program.Application;
import io.pollhook.secret.AccountSecrets;
import io.pollhook.secret.TestSecrets;
import io.pollhook.secret.Vault;
import io.pollhook.settings.ConfigurationError;
import io.pollhook.settings.Settings;
import io.pollhook.settings.SettingsLoader;
import io.pollhook.store.Database;
import io.pollhook.store.Dialect;
import io.pollhook.store.Json;
import io.pollhook.store.TestDatabases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImportInstancesTest {
  private static final long NOW = Instant.parse("2026-01-31T12:00:00Z").toEpochMilli();
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC);
  private static final long INTERVAL_MILLIS = 900_000;

  @TempDir private Path directory;
  private final CapturedTerminal terminal = new CapturedTerminal();

  @ParameterizedTest
  @EnumSource
  void createsAnInstanceFromEachLine(Dialect dialect) {
    String lines =
        IntStream.range(0, 1100).mapToObj(i -> body("n" + i)).collect(Collectors.joining("\n\n"));
    try (Database database = TestDatabases.open(dialect, CLOCK)) {
      assertThat(load(database, "\uFEFF" + lines)).isZero();
      assertThat(out()).isEqualTo("1100 imported, 0 refused\n");
      assertThat(err()).isEmpty();
      List<Instance> imported =
          new InstanceRepository(database, new Vault(TestSecrets.ACCOUNT.encryptionKey()))
              .list(0, 2000);
      assertThat(imported).extracting(Instance::name).contains("n0", "n1099").hasSize(1100);
      assertThat(imported.get(0).configuration().text("oauth.api.secret")).contains("secret");
    }
  }

  @ParameterizedTest
  @EnumSource
  void firstPollsAreSpreadOverTheIntervalAndMissNothing(Dialect dialect) {
    String lines =
        IntStream.range(0, 50).mapToObj(i -> body("n" + i)).collect(Collectors.joining("\n"));
    try (Database database = TestDatabases.open(dialect, CLOCK)) {
      load(database, lines);
      List<Long> due =
          database.read(
              handle -> handle.select("SELECT due_at FROM feeds").mapTo(Long.class).list());
      assertThat(due).allMatch(at -> at >= NOW && at < NOW + INTERVAL_MILLIS);
      assertThat(due.stream().distinct()).hasSizeGreaterThan(40);
      List<String> cursors =
          database.read(
              handle ->
                  handle.select("SELECT DISTINCT cursor FROM feeds").mapTo(String.class).list());
      assertThat(cursors).containsExactly("{\"phase\":\"new\",\"since\":" + NOW + "}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusedLinesAreReportedAndTheOthersImported(Dialect dialect) {
    ObjectNode often = document("often");
    configuration(often).put("event.poller.refresh_interval", "0.001");
    ObjectNode alone = document("alone");
    configuration(alone).remove("oauth.user.refresh_token");
    ObjectNode unknown = document("unknown");
    unknown.putObject("element").put("key", "fax");
    List<String> lines =
        List.of(
            body("good"),
            "{\"name\": \"half",
            often.toString(),
            alone.toString(),
            unknown.toString(),
            body("n".repeat(256)),
            body("good too"));
    try (Database database = TestDatabases.open(dialect, CLOCK)) {
      assertThat(load(database, String.join("\n", lines))).isEqualTo(1);
      assertThat(out()).isEqualTo("2 imported, 5 refused\n");
      assertThat(err().lines())
          .containsExactly(
              "line 2: the body is not valid JSON, at line 1, column 15",
              "line 3: configuration.event.poller.refresh_interval is \"0.001\", expected at least"
                  + " 1 minutes (pollhook.poll.minimum-interval)",
              "line 4: missing in configuration: oauth.user.refresh_token",
              "line 5: no element with key fax",
              "line 6: name has 256 characters, expected at most 255");
    }
  }

  @Test
  void elementMayBeNamedByItsNumber() {
    ObjectNode numbered = document("numbered");
    numbered.putObject("element").put("id", Math.floorMod("gmail".hashCode(), 1_000_000) + 1);
    try (Database database = TestDatabases.open(Dialect.SQLITE, CLOCK)) {
      assertThat(load(database, numbered.toString())).isZero();
    }
  }

  @Test
  void missingFileIsAFailure() {
    Path missing = directory.resolve("missing.jsonl");
    assertThat(run("", unused(), missing.toString())).isEqualTo(1);
    assertThat(err()).isEqualTo("import: there is no file " + missing + "\n");
  }

  @Test
  void unusableDatabaseIsAFailure() {
    ImportInstances.Target taken =
        (refused, work) -> {
          throw new ConfigurationError("pollhook.data-dir is in use by another Pollhook");
        };
    assertThat(run(body("n"), taken, "-")).isEqualTo(1);
    assertThat(err()).isEqualTo("import: pollhook.data-dir is in use by another Pollhook\n");
  }

  @Test
  void missingArgumentShowsTheUsage() {
    assertThat(run("", unused())).isEqualTo(2);
    assertThat(err()).contains("Usage: java -jar pollhook.jar import [");
  }

  @Test
  void readsAFile() throws Exception {
    Path file = directory.resolve("instances.jsonl");
    Files.writeString(file, body("n") + "\n");
    try (Database database = TestDatabases.open(Dialect.SQLITE, CLOCK)) {
      assertThat(run("", into(database), file.toString())).isZero();
    }
  }

  @Test
  void keepsLinesUntilTheDatabaseWorksAgain() {
    try (Database database = TestDatabases.open(Dialect.SQLITE, CLOCK)) {
      fail(database);
      List<Duration> waits = new ArrayList<>();
      ImportInstances.Target target =
          importing(
              database,
              wait -> {
                waits.add(wait);
                if (waits.size() == 3) {
                  repair(database);
                }
              });
      assertThat(run(body("n"), target, "-")).isZero();
      assertThat(out()).isEqualTo("1 imported, 0 refused\n");
      assertThat(waits)
          .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }
  }

  @Test
  void namesTheLinesThatWereNotWrittenBecauseTheDatabaseFails() {
    try (Database database = TestDatabases.open(Dialect.SQLITE, CLOCK)) {
      fail(database);
      assertThat(run(body("n"), importing(database, wait -> {}), "-")).isEqualTo(1);
      assertThat(err()).startsWith("line 1: the database failed; if the line has a code, it is");
    }
  }

  private static void fail(Database database) {
    database.writing(
        handle ->
            handle.execute(
                "CREATE TRIGGER failing BEFORE INSERT ON instances"
                    + " BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END"));
  }

  private static void repair(Database database) {
    database.writing(handle -> handle.execute("DROP TRIGGER failing"));
  }

  private int load(Database database, String lines) {
    return run(lines, into(database), "-");
  }

  private int run(String input, ImportInstances.Target target, String... args) {
    ImportInstances command = new ImportInstances(terminal.reading(input), target);
    String[] all = Stream.concat(Stream.of("import"), Stream.of(args)).toArray(String[]::new);
    return Commands.run(terminal.reading(""), List.of(command), all);
  }

  /** The database stays open for assertions. */
  private ImportInstances.Target into(Database database) {
    return importing(
        database,
        wait -> {
          throw new AssertionError("the import waits although the database works");
        });
  }

  private ImportInstances.Target importing(Database database, Consumer<Duration> sleep) {
    Properties given = new Properties();
    given.setProperty("pollhook.data-dir", directory.toString());
    Settings settings = new SettingsLoader(directory, Map.of(), given).load();
    AccountSecrets secrets = TestSecrets.ACCOUNT;
    Application application = new Application(settings, secrets, database, CLOCK);
    return (refused, work) -> work.with(application.provisioning().newImport(refused, sleep));
  }

  private static ImportInstances.Target unused() {
    return (refused, work) -> {
      throw new AssertionError("the database is opened although there is nothing to import");
    };
  }

  private static String body(String name) {
    return document(name).toString();
  }

  private static ObjectNode configuration(ObjectNode document) {
    return (ObjectNode) document.get("configuration");
  }

  private static ObjectNode document(String name) {
    return (ObjectNode)
        Json.parse(
            """
            {"element": {"key": "gmail"}, "externalAuthentication": "initial",
             "name": "%s", "tags": ["imported"],
             "configuration": {
               "oauth.api.key": "key", "oauth.api.secret": "secret",
               "oauth.user.refresh_token": "1//refresh",
               "event.notification.enabled": true,
               "event.notification.callback.url": "https://example.com/callback",
               "event.poller.refresh_interval": "15",
               "event.poller.configuration": {
                 "changed-messages": {"url": "/hubs/general/changed-messages", "idField": "id"}}}}
            """
                .formatted(name));
  }

  private String out() {
    return terminal.out();
  }

  private String err() {
    return terminal.err();
  }
}
