package io.pollhook.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pollhook.google.GoogleStandIn;
import io.pollhook.process.PollhookProcess;
import io.pollhook.process.Ports;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL is stopped and started again. */
@Tag("endurance")
class NoticesADeadDatabaseIT {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path directory;

  @Test
  void readinessFailsAtOnceAndEverythingResumesByItself() throws Exception {
    Path files = directory.resolve("postgresql");
    int port = Ports.free();
    EmbeddedPostgres postgres = start(files, port);
    try (GoogleStandIn google = new GoogleStandIn();
        PollhookProcess pollhook = start(google, postgres);
        PolledAccount account =
            new PolledAccount(google, "alice@example.com", 0.3, pollhook.api()::create)) {
      account.awaitEverythingReported(PATIENCE);

      postgres.close();
      await().atMost(SOON).until(() -> pollhook.health("ready") == 503);
      for (String probe : new String[] {"ready", "live"}) {
        long asked = System.nanoTime();
        int status = pollhook.health(probe);
        assertThat(status).isEqualTo(probe.equals("live") ? 200 : 503);
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(1));
      }
      account.workload().change();

      postgres = start(files, port);
      await().atMost(PATIENCE).until(() -> pollhook.health("ready") == 200);
      account.awaitEverythingReported(PATIENCE);
    } finally {
      postgres.close();
    }
  }

  private static EmbeddedPostgres start(Path files, int port) throws Exception {
    return EmbeddedPostgres.builder()
        .setDataDirectory(files)
        .setCleanDataDirectory(false)
        .setPort(port)
        .start();
  }

  private PollhookProcess start(GoogleStandIn google, EmbeddedPostgres postgres) {
    Map<String, String> properties = new TreeMap<>(google.properties());
    properties.put("pollhook.database.url", postgres.getJdbcUrl("postgres", "postgres"));
    properties.put("pollhook.poll.timeout", "2s"); // for leases of half a minute
    properties.put("pollhook.user-secret", "user-secret-of-the-test");
    properties.put("pollhook.organization-secret", "organization-secret-of-the-test");
    properties.put("pollhook.encryption-key", "encryption-key-of-the-test");
    return PollhookProcess.start(directory, properties).awaitReady();
  }
}
