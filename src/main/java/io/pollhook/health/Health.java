package io.pollhook.health;

import io.pollhook.health.HealthCheck.Result;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reports the state of the program at any time without waiting: each check runs once a second on
 * its own thread, and the last result counts. A check that has not returned for {@value
 * #SILENT_SECONDS} s, for instance because it waits for the database, counts as down.
 */
public final class Health implements AutoCloseable {
  static final int SILENT_SECONDS = 3;

  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final Duration SILENT = Duration.ofSeconds(SILENT_SECONDS);
  private static final HealthReport NOT_RUNNING =
      new HealthReport(
          Map.of("program", Result.down("Pollhook is starting or stopping", Map.of())));

  private volatile List<HealthSample> samples = List.of();
  private volatile boolean isRunning;

  /** Runs the checks until {@link #close}. */
  public void start(Collection<? extends HealthCheck> checks) {
    samples = checks.stream().map(HealthSample::new).toList();
    samples.forEach(sample -> sample.repeat(BETWEEN));
    isRunning = true;
  }

  /** Returns the last results; down before the start and after the end. */
  public HealthReport report() {
    return isRunning
        ? new HealthReport(
            samples.stream()
                .collect(
                    Collectors.toMap(
                        HealthSample::name,
                        sample -> sample.latest(SILENT),
                        (first, second) -> first.up() ? second : first)))
        : NOT_RUNNING;
  }

  /** Stops the checks when the program begins to stop. */
  @Override
  public void close() {
    isRunning = false;
    samples.forEach(HealthSample::end);
  }
}
