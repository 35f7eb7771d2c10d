package io.pollhook.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pollhook.google.ActiveFault;
import io.pollhook.google.Fault;
import io.pollhook.google.GoogleStandIn;
import io.pollhook.process.PollhookProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On SIGTERM amid hanging calls, the program ends, and resumes from the same cursors later. */
@Tag("endurance")
class StopsAmidHangsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void changesInFlightAreNotLost() {
    try (GoogleStandIn google = new GoogleStandIn()) {
      Map<String, String> properties = new TreeMap<>(google.properties());
      properties.put("pollhook.delivery.retry-schedule", "200ms,1s*200");
      PollhookProcess pollhook = PollhookProcess.start(directory, properties).awaitReady();
      try (PolledAccount account =
          new PolledAccount(google, "alice@example.com", 0.2, pollhook.api()::create)) {
        account.awaitEverythingReported(PATIENCE);
        account.receiver().hang();
        int callbacks = account.receiver().callbacks().size();
        account.account().mail().receive("to a callback that hangs");
        await().atMost(PATIENCE).until(() -> account.receiver().callbacks().size() > callbacks);
        ActiveFault hang = google.on("GET *").fail(Fault.hang());
        await().atMost(PATIENCE).until(() -> hang.hits() >= 2);
        account.account().mail().receive("while the provider hangs");

        long signalled = System.nanoTime();
        assertThat(pollhook.terminate()).isIn(0, 143);
        Duration end = Duration.ofNanos(System.nanoTime() - signalled);
        System.out.printf("ended %d ms after SIGTERM%n", end.toMillis());
        assertThat(end).as(pollhook.output()).isLessThan(Duration.ofSeconds(15));

        hang.clear();
        account.receiver().recover();
        pollhook = pollhook.startAgain().awaitReady();
        account.awaitEverythingReported(PATIENCE);
      } finally {
        pollhook.close();
      }
    }
  }
}
