package io.pollhook.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pollhook.google.GoogleStandIn;
import io.pollhook.process.PackagedJar;
import io.pollhook.process.PollhookProcess;
import io.pollhook.secret.AccountSecrets;
import io.pollhook.store.TestDatabases;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An account keeps changing while the program moves to a restored backup, or to PostgreSQL. */
@Tag("endurance")
class MovesUnderLoadIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int SOME_EVENTS = 20;

  @TempDir Path directory;
  private final GoogleStandIn google = new GoogleStandIn();
  private final Map<String, String> properties = new TreeMap<>(google.properties());
  private PollhookProcess pollhook;
  private PolledAccount account;

  @BeforeEach
  void start() throws IOException {
    properties.put("pollhook.data-dir", data("first").toString());
    pollhook = PollhookProcess.startLightly(directory, properties).awaitReady();
    account = new PolledAccount(google, "alice@example.com", 0.3, pollhook.api()::create);
    account.workload().start();
    awaitMoreEvents();
  }

  @AfterEach
  void stop() {
    pollhook.close();
    account.close();
    google.close();
  }

  @Test
  void restoredBackupContinuesAndLosesNothing() throws IOException {
    Path backup = directory.resolve("backup.db");
    assertThat(command("backup", backup.toString()).output()).contains("wrote " + backup);
    awaitMoreEvents();
    pollhook.kill();

    properties.put("pollhook.data-dir", data("restored").toString());
    assertThat(command("restore", backup.toString()).exitCode()).isZero();
    assertThat(command("rotate-key", "--new-key", "a key that is new").exitCode()).isEqualTo(1);
    PollhookProcess refused = PollhookProcess.startLightly(directory, properties);
    assertThat(refused.awaitEnd()).isEqualTo(1);
    assertThat(refused.output().lines())
        .last()
        .asString()
        .endsWith("put the secrets.properties that belongs to the database there");
    Files.copy(
        data("first").resolve(AccountSecrets.FILE), data("restored").resolve(AccountSecrets.FILE));

    pollhook = PollhookProcess.startLightly(directory, properties).awaitReady();
    account.workload().close();
    int repeated = account.awaitNothingLost(PATIENCE);
    account.awaitEverythingReported(PATIENCE);
    System.out.printf(
        "restored: %d events, none lost; %d of them reported again%n", account.events(), repeated);
  }

  @Test
  void copiedDatabaseContinuesWithoutLossOrRepetition() throws IOException {
    assertThat(pollhook.terminate()).isIn(0, 143);
    String url = TestDatabases.postgresqlUrl();
    assertThat(command("copy-database", "--to", url).output()).contains("Everything was copied");

    try (Reader secrets = Files.newBufferedReader(data("first").resolve(AccountSecrets.FILE))) {
      Properties read = new Properties();
      read.load(secrets);
      read.forEach((name, value) -> properties.put(name.toString(), value.toString()));
    }
    properties.put("pollhook.database.url", url);
    properties.put("pollhook.data-dir", data("second").toString());
    pollhook = PollhookProcess.startLightly(directory, properties).awaitReady();
    awaitMoreEvents();
    account.workload().close();
    account.awaitEverythingReported(PATIENCE);
    System.out.printf(
        "copied: %d events, none lost or doubled; %d notifications came twice under their id%n",
        account.events(), account.repeated());
  }

  private Path data(String name) {
    return directory.resolve(name);
  }

  private void awaitMoreEvents() {
    int before = account.events();
    await().atMost(PATIENCE).until(() -> account.events() > before + SOME_EVENTS);
  }

  private PackagedJar.Run command(String... arguments) throws IOException {
    Path itsOwn = Files.createDirectories(directory.resolve(arguments[0]));
    List<String> options =
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-Dpollhook.data-dir=" + properties.get("pollhook.data-dir"));
    return PackagedJar.run(itsOwn, options, List.of(arguments));
  }
}
