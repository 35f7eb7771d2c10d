package io.pollhook.durability;

import static org.awaitility.Awaitility.await;

import io.pollhook.google.GoogleStandIn;
import io.pollhook.process.PollhookProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real process with a wall clock that the test sets, by Debian's libfaketime; skipped if that
 * is not installed. The monotonic clock is unchanged, as when a person sets the clock.
 */
@Tag("endurance")
class SurvivesClockStepsIT {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path directory;

  @Test
  void changesAreDeliveredSoonAfterAStep() throws IOException {
    Optional<Path> library = library();
    Assumptions.assumeTrue(library.isPresent(), "libfaketime is not installed");
    Path offset = directory.resolve("offset");
    set(offset, "+0");
    Map<String, String> environment =
        Map.of(
            "LD_PRELOAD",
            library.orElseThrow().toString(),
            "FAKETIME_TIMESTAMP_FILE",
            offset.toString(),
            "FAKETIME_NO_CACHE",
            "1",
            "FAKETIME_DONT_FAKE_MONOTONIC",
            "1",
            "FAKETIME_FORCE_MONOTONIC_FIX", // with it, the JVM hangs at its start
            "0");
    try (GoogleStandIn google = new GoogleStandIn();
        PollhookProcess pollhook =
            PollhookProcess.start(
                    directory, new TreeMap<>(google.properties()), List.of(), environment)
                .awaitReady();
        PolledAccount account =
            new PolledAccount(google, "alice@example.com", 0.3, pollhook.api()::create)) {
      account.awaitEverythingReported(PATIENCE);

      set(offset, "-5h");
      account.workload().change();
      account.awaitReported(SOON);

      set(offset, "+30d");
      account.workload().change();
      account.awaitReported(SOON);
      await().atMost(SOON).until(() -> pollhook.health("ready") == 200);

      set(offset, "+0");
      await().atMost(SOON).until(() -> pollhook.output().contains("was set back by 259"));
      account.workload().change();
      account.awaitReported(SOON);
    }
  }

  private static void set(Path file, String offset) throws IOException {
    Path draft = file.resolveSibling("draft");
    Files.writeString(draft, offset + "\n");
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Optional<Path> library() {
    try (Stream<Path> directories = Files.list(Path.of("/usr/lib"))) {
      return directories
          .map(architecture -> architecture.resolve("faketime/libfaketimeMT.so.1"))
          .filter(Files::isRegularFile)
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
