package io.pollhook.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pollhook.google.GoogleStandIn;
import io.pollhook.process.PollhookProcess;
import io.pollhook.secret.TestSecrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The primary PostgreSQL is killed under load, and its replica takes over. */
@Tag("endurance")
class SurvivesFailoverIT {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int EVENTS = 60;

  @TempDir Path directory;

  @Test
  void programContinuesOnTheReplicaByItselfAndLosesNothing() throws Exception {
    try (ReplicatedPostgres postgres = ReplicatedPostgres.start(directory);
        GoogleStandIn google = new GoogleStandIn();
        PollhookProcess pollhook =
            PollhookProcess.startLightly(directory, properties(google, postgres)).awaitReady();
        PolledAccount account =
            new PolledAccount(google, "alice@example.com", 0.3, pollhook.api()::create)) {
      account.workload().start();
      await().atMost(PATIENCE).until(() -> account.events() > EVENTS);

      postgres.killPrimary();
      await().atMost(SOON).until(() -> pollhook.health("ready") == 503);
      assertThat(pollhook.health("live")).isEqualTo(200);
      int before = account.workload().changes();
      await().until(() -> account.workload().changes() > before + 10);
      long promoted = System.nanoTime();
      postgres.promoteReplica();
      await().atMost(PATIENCE).until(() -> pollhook.health("ready") == 200);
      Duration pause = Duration.ofNanos(System.nanoTime() - promoted);

      account.workload().close();
      account.awaitEverythingReported(PATIENCE);
      assertThat(pollhook.output())
          .containsPattern(
              "the database does not \\S+( writes)?; Pollhook is not ready until it does")
          .contains("the database accepts writes again");
      System.out.printf(
          "failover: ready %d ms after the promotion; %d events, none lost or doubled; %d notifications came twice under their id%n",
          pause.toMillis(), account.events(), account.repeated());
    }
  }

  private static Map<String, String> properties(GoogleStandIn google, ReplicatedPostgres postgres) {
    Map<String, String> properties = new TreeMap<>(google.properties());
    properties.put("pollhook.database.url", postgres.url());
    properties.put("pollhook.poll.timeout", "2s"); // for leases of half a minute
    properties.putAll(TestSecrets.PROPERTIES);
    return properties;
  }
}
