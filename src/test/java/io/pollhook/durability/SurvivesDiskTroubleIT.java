package io.pollhook.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pollhook.google.GoogleStandIn;
import io.pollhook.process.PollhookProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk with the data directory is full to its last byte, or read-only, while an account
 * changes. Skipped if no disk can be mounted.
 */
@Tag("endurance")
class SurvivesDiskTroubleIT {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String DATABASE_DOWN =
      "the database does not accept writes; Pollhook is not";

  private static final String DISK_FULL =
      "polling is paused, deliveries continue: the disk has 0 MB free, expected at least 8 MB";

  @TempDir Path directory;
  private final GoogleStandIn google = new GoogleStandIn();
  private SmallDisk disk;
  private PollhookProcess pollhook;
  private PolledAccount account;

  @BeforeEach
  void start() throws IOException {
    Optional<SmallDisk> mounted = SmallDisk.mount(directory);
    Assumptions.assumeTrue(
        mounted.isPresent(), "no disk can be mounted here, which takes root and loop devices");
    disk = mounted.orElseThrow();
    Map<String, String> properties = new TreeMap<>(google.properties());
    properties.put("pollhook.data-dir", disk.directory().resolve("data").toString());
    properties.put("pollhook.disk.minimum-free", "8MB");
    pollhook = PollhookProcess.startLightly(directory, properties).awaitReady();
    account = new PolledAccount(google, "alice@example.com", 0.3, pollhook.api()::create);
    account.workload().start();
    await().atMost(PATIENCE).until(() -> account.events() > 20);
  }

  @AfterEach
  void stop() {
    if (disk != null) {
      account.close();
      pollhook.close();
      disk.close();
    }
    google.close();
  }

  @Test
  void fullDiskPausesUntilThereIsRoomAndLosesNothing() throws Exception {
    disk.fill();
    await().atMost(SOON).until(() -> pollhook.health("ready") == 503);
    await().atMost(SOON).until(() -> pollhook.output().contains(DISK_FULL));
    awaitMoreChanges();
    assertThat(pollhook.health("live")).isEqualTo(200);

    disk.makeRoom();
    await().atMost(SOON).until(() -> pollhook.health("ready") == 200);
    assertThat(pollhook.output()).contains("polling resumes: the disk has room again");
    account.workload().close();
    account.awaitEverythingReported(PATIENCE);
  }

  @Test
  void readOnlyDiskIsReportedAndLosesNothing() throws Exception {
    disk.fail();
    await().atMost(SOON).until(() -> pollhook.output().contains(DATABASE_DOWN));
    assertThat(pollhook.health("ready")).isEqualTo(503);
    assertThat(pollhook.health("live")).isEqualTo(200);
    awaitMoreChanges();
    assertThat(pollhook.output().lines().count()).as("lines with stack traces").isLessThan(400);
    assertThat(pollhook.terminate()).isIn(0, 143);
    PollhookProcess refused = pollhook.startAgain();
    assertThat(refused.awaitEnd()).isEqualTo(1);
    assertThat(refused.output().lines())
        .last()
        .asString()
        .startsWith("Pollhook cannot start: ")
        .contains("Read-only file system");

    disk.repair();
    pollhook = pollhook.startAgain().awaitReady();
    account.workload().close();
    account.awaitEverythingReported(PATIENCE);
  }

  private void awaitMoreChanges() {
    int before = account.workload().changes();
    await().until(() -> account.workload().changes() > before + 10);
  }
}
