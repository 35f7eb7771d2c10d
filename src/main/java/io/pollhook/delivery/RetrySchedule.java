package io.pollhook.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The waits between the attempts to reach a failing callback. Each varies by up to ±20 %, so that
 * callbacks that failed together are not retried together. The attempts themselves stay within 10 %
 * of their last wait from the plan: random waits would add up, and after an hour of waits of a
 * minute some callbacks would already wait for five.
 */
final class RetrySchedule {
  /** The longest wait that a {@code Retry-After} may ask for. */
  static final Duration LONGEST_ASKED = Duration.ofHours(1);

  /** How often a held callback is tried. */
  static final Duration PROBE_INTERVAL = Duration.ofMinutes(10);

  private static final double JITTER = 0.2;

  /** The deviation of an attempt from the plan, as a part of the wait before it. */
  private static final double DEVIATION = JITTER / 2;

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
   * @param who tells apart those that wait; each deviates from the plan in its own way
   * @param retryAfter the wait that the callback asked for; it can lengthen the wait but never
   *     shorten it
   */
  Duration after(int failures, long who, Optional<Duration> retryAfter) {
    Duration wait = waits.get(failures - 1);
    double planned = wait.toMillis();
    double before = failures == 1 ? 0 : waits.get(failures - 2).toMillis();
    double drawn =
        planned + planned * deviation(who, failures) - before * deviation(who, failures - 1);
    double bounded = Math.max(planned * (1 - JITTER), Math.min(planned * (1 + JITTER), drawn));
    return lengthened(Duration.ofMillis(Math.round(bounded)), retryAfter);
  }

  /** Returns the same value between ±10 % for the same attempt, so that the next wait undoes it. */
  private static double deviation(long who, int failures) {
    long seed = who * 0x9E3779B97F4A7C15L + failures; // spreads consecutive ids
    return DEVIATION * (2 * new SplittableRandom(seed).nextDouble() - 1);
  }

  /** Returns the wait until a held callback is tried again. */
  Duration probe(Optional<Duration> retryAfter) {
    return lengthened(jittered(PROBE_INTERVAL), retryAfter);
  }

  private static Duration lengthened(Duration wait, Optional<Duration> retryAfter) {
    Duration asked = retryAfter.map(RetrySchedule::bounded).orElse(Duration.ZERO);
    return wait.compareTo(asked) < 0 ? asked : wait;
  }

  private static Duration bounded(Duration asked) {
    return asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
  }

  private Duration jittered(Duration wait) {
    double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
    return Duration.ofMillis(Math.round(wait.toMillis() * factor));
  }
}
