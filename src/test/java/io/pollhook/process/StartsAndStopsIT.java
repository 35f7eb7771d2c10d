package io.pollhook.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program starts in an empty directory, and ends on SIGTERM. */
class StartsAndStopsIT {
  @TempDir Path directory;

  @Test
  void programBecomesReadyAndEndsOnSigterm() {
    long started = System.nanoTime();
    try (PollhookProcess pollhook = PollhookProcess.start(directory, Map.of()).awaitReady()) {
      Duration start = Duration.ofNanos(System.nanoTime() - started);
      System.out.printf(
          "start to ready %d ms, RSS %d MiB%n", start.toMillis(), pollhook.residentMebibytes());
      assertThat(pollhook.api().call("GET", "/instances", null).body()).isEqualTo("[]");

      long signalled = System.nanoTime();
      assertThat(pollhook.terminate()).isIn(0, 143);
      assertThat(Duration.ofNanos(System.nanoTime() - signalled))
          .isLessThan(Duration.ofSeconds(15));
      assertThat(pollhook.output()).doesNotContain("ERROR", "WARN", "Exception");
    }
  }

  @Test
  void programResumesAfterAPauseAndAKill() {
    PollhookProcess first = PollhookProcess.start(directory, Map.of()).awaitReady();
    first.pause();
    first.resume();
    first.awaitReady();
    first.kill();
    try (PollhookProcess second = first.startAgain().awaitReady()) {
      assertThat(second.api().call("GET", "/instances", null).statusCode()).isEqualTo(200);
    }
  }
}
