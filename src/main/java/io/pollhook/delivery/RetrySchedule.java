package io.pollhook.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The waits between the attempts to reach a failing callback: those of the schedule, then probes.
 * Each varies by up to ±20 %, so that callbacks that failed together are not retried together. The
 * attempts themselves stay within 10 % of their last wait from the plan: random waits would add up,
 * and after an hour of waits of a minute some callbacks would already wait for five.
 */
final class RetrySchedule {
  /** The longest wait that a {@code Retry-After} may ask for. */
  static final Duration LONGEST_ASKED = Duration.ofHours(1);

  /** How often a held callback is tried during the first day of its outage. */
  static final Duration FIRST_DAY_PROBE_INTERVAL = Duration.ofMinutes(5);

  /** How often a held callback is tried otherwise. */
  static final Duration PROBE_INTERVAL = Duration.ofMinutes(10);

  private static final Duration FIRST_DAY = Duration.ofDays(1);

  private static final double JITTER = 0.2;

  /** The deviation of an attempt from the plan, as a part of the wait before it. */
  private static final double DEVIATION = JITTER / 2;

  private final List<Duration> waits;

  RetrySchedule(List<Duration> waits) {
    this.waits = List.copyOf(waits);
  }

  /** Returns whether the schedule has no wait left after a number of failed attempts in a row. */
  boolean isUsedUpAfter(int failures) {
    return failures > waits.size();
  }

  /**
   * Returns the wait after a number of failed attempts in a row, at least 1. Once the schedule is
   * used up, it is the wait until the next probe.
   *
   * @param who tells apart those that wait; each deviates from the plan in its own way
   * @param retryAfter the wait that the callback asked for; it can lengthen the wait but never
   *     shorten it
   */
  Duration after(int failures, long who, Optional<Duration> retryAfter) {
    return varied(planned(failures), failures, who, retryAfter);
  }

  /** Returns the wait until a held callback is tried again, whether or not waits are left. */
  Duration probe(int failures, long who, Optional<Duration> retryAfter) {
    return varied(probeInterval(failures), failures, who, retryAfter);
  }

  /** Returns the wait until a callback is tried again that does not ask to be tried soon. */
  Duration rareProbe(int failures, long who, Optional<Duration> retryAfter) {
    return varied(PROBE_INTERVAL, failures, who, retryAfter);
  }

  private Duration planned(int failures) {
    return isUsedUpAfter(failures) ? probeInterval(failures) : waits.get(failures - 1);
  }

  private Duration probeInterval(int failures) {
    return elapsed(failures).compareTo(FIRST_DAY) < 0 ? FIRST_DAY_PROBE_INTERVAL : PROBE_INTERVAL;
  }

  /**
   * Returns the planned time from the first failed attempt to the last one, as if every probe so
   * far belonged to the first day: exact until that day is over, and at least a day from then on.
   */
  private Duration elapsed(int failures) {
    int retries = Math.min(failures - 1, waits.size());
    int probes = failures - 1 - retries;
    return waits.subList(0, retries).stream()
        .reduce(FIRST_DAY_PROBE_INTERVAL.multipliedBy(probes), Duration::plus);
  }

  /** Moves the attempt after a planned wait by ±10 % of it, and undoes the deviation before. */
  private Duration varied(Duration wait, int failures, long who, Optional<Duration> retryAfter) {
    double planned = wait.toMillis();
    double before = failures == 1 ? 0 : planned(failures - 1).toMillis();
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

  private static Duration lengthened(Duration wait, Optional<Duration> retryAfter) {
    Duration asked = retryAfter.map(RetrySchedule::bounded).orElse(Duration.ZERO);
    return wait.compareTo(asked) < 0 ? asked : wait;
  }

  private static Duration bounded(Duration asked) {
    return asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
  }
}
