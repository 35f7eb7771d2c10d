package io.pollhook.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The waits between the attempts to reach a failing callback. Each varies randomly by ±20 %, so
 * that callbacks that failed together are not retried together.
 */
final class RetrySchedule {
  /** The longest wait that a {@code Retry-After} may ask for. */
  static final Duration LONGEST_ASKED = Duration.ofHours(1);

  /** How often a held callback is tried. */
  static final Duration PROBE_INTERVAL = Duration.ofMinutes(10);

  private static final double JITTER = 0.2;

  private final List<Duration> waits;
  private final RandomGenerator random;

  RetrySchedule(List<Duration> waits, RandomGenerator random) {
    this.waits = List.copyOf(waits);
    this.random = random;
  }

  /** Returns whether the schedule has no wait left after a number of failed attempts in a row. */
  boolean isUsedUpAfter(int failures) {
    return failures > waits.size();
  }

  /**
   * Returns the wait after a number of failed attempts in a row, from 1 to the number of waits.
   *
   * @param retryAfter the wait that the callback asked for; it can lengthen the wait but never
   *     shorten it
   */
  Duration after(int failures, Optional<Duration> retryAfter) {
    return lengthened(waits.get(failures - 1), retryAfter);
  }

  /** Returns the wait until a held callback is tried again. */
  Duration probe(Optional<Duration> retryAfter) {
    return lengthened(PROBE_INTERVAL, retryAfter);
  }

  private Duration lengthened(Duration wait, Optional<Duration> retryAfter) {
    Duration asked = retryAfter.map(RetrySchedule::bounded).orElse(Duration.ZERO);
    Duration drawn = jittered(wait);
    return drawn.compareTo(asked) < 0 ? asked : drawn;
  }

  private static Duration bounded(Duration asked) {
    return asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
  }

  private Duration jittered(Duration wait) {
    double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
    return Duration.ofMillis(Math.round(wait.toMillis() * factor));
  }
}
