package io.pollhook.durability;

import io.pollhook.google.GoogleStandIn;
import io.pollhook.process.PollhookProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program is killed again and again while accounts change: nothing is lost. */
@Tag("endurance")
class SurvivesKillsIT {
  private static final int KILLS = 20;
  private static final int ACCOUNTS = 3;
  private static final Duration LONGEST_RUN = Duration.ofMillis(2_500);

  @TempDir Path directory;
  private final Random random = new Random(20);

  @Test
  void everyChangeIsDeliveredDespiteTwentyKills() {
    List<PolledAccount> accounts = new ArrayList<>();
    try (GoogleStandIn google = new GoogleStandIn()) {
      PollhookProcess pollhook =
          PollhookProcess.startLightly(directory, properties(google)).awaitReady();
      try {
        for (int i = 0; i < ACCOUNTS; i++) {
          accounts.add(
              new PolledAccount(google, "user" + i + "@example.com", 0.2, pollhook.api()::create));
        }
        accounts.forEach(account -> account.workload().start());
        for (int kill = 0; kill < KILLS; kill++) {
          pollhook = killedAtRandom(pollhook).startAgain();
        }
        pollhook.awaitReady();
        accounts.forEach(account -> account.workload().close());
        accounts.forEach(account -> account.awaitEverythingReported(Duration.ofSeconds(60)));
        report(accounts);
      } finally {
        pollhook.close();
        accounts.forEach(PolledAccount::close);
      }
    }
  }

  /** Kills it mostly at work, now and then while it starts. */
  private PollhookProcess killedAtRandom(PollhookProcess pollhook) {
    if (random.nextInt(5) > 0) {
      pollhook.awaitReady();
    }
    LockSupport.parkNanos((long) (LONGEST_RUN.toNanos() * random.nextDouble()));
    pollhook.kill();
    return pollhook;
  }

  private static void report(List<PolledAccount> accounts) {
    System.out.printf(
        "%d kills: %d events, none lost; %d notifications came twice, with the same id and body%n",
        KILLS,
        accounts.stream().mapToInt(PolledAccount::events).sum(),
        accounts.stream().mapToInt(PolledAccount::repeated).sum());
  }

  private static Map<String, String> properties(GoogleStandIn google) {
    Map<String, String> properties = new TreeMap<>(google.properties());
    properties.put("pollhook.delivery.retry-schedule", "200ms,1s*200");
    return properties;
  }
}
