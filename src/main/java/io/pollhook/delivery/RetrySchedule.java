package io.pollhook.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long a callback that failed is left alone. Each wait is drawn from ±20 % around the
 * schedule's, so that callbacks which failed together do not come back together.
 */
final class RetrySchedule {
  /** What a {@code Retry-After} may ask for at most, and the longest wait between two probes. */
  static final Duration LONGEST = Duration.ofHours(1);

  private static final double JITTER = 0.2;
  private static final Duration SHORTEST_PROBE = Duration.ofSeconds(1);

  private final List<Duration> waits;
  private final RandomGenerator random;

  /**
   * What follows on a failed attempt.
   *
   * @param held the schedule is used up: from now on there are only probes
   * @param pause until the next attempt
   */
  record Step(boolean held, Duration pause) {}

  RetrySchedule(List<Duration> waits, RandomGenerator random) {
    this.waits = List.copyOf(waits);
    this.random = random;
  }

  /**
   * After so many failed attempts in a row, at least one.
   *
   * @param retryAfter what the callback asked for; it lengthens the wait and never shortens it
   */
  Step after(int failures, Optional<Duration> retryAfter) {
    boolean held = failures > waits.size();
    Duration wait = jittered(held ? probeInterval() : waits.get(failures - 1));
    Duration asked = retryAfter.map(RetrySchedule::bounded).orElse(Duration.ZERO);
    return new Step(held, wait.compareTo(asked) < 0 ? asked : wait);
  }

  private Duration probeInterval() {
    Duration last = bounded(waits.get(waits.size() - 1));
    return last.compareTo(SHORTEST_PROBE) < 0 ? SHORTEST_PROBE : last;
  }

  private static Duration bounded(Duration wait) {
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  private Duration jittered(Duration wait) {
    double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
    return Duration.ofMillis(Math.round(wait.toMillis() * factor));
  }
}
