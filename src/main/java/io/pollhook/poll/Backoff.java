package io.pollhook.poll;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Computes how long a feed waits after failed polls: doubled each time up to 30 min, with jitter;
 * at least as long as the provider asked for, up to an hour. It starts at 1 s, because most
 * failures pass quickly, but at 30 s if the provider refused the request, since a person has to fix
 * that.
 */
final class Backoff {
  static final Duration FIRST = Duration.ofSeconds(1);
  static final Duration FIRST_AFTER_REFUSAL = Duration.ofSeconds(30);
  static final Duration LONGEST = Duration.ofMinutes(30);
  static final Duration LONGEST_ASKED_FOR = Duration.ofHours(1);
  private static final int DOUBLINGS = 11;

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Returns the wait before the next poll.
   *
   * @param first the wait after the first failed poll
   * @param failures failed polls in a row, this one included; at least 1
   * @param askedFor what the provider asked for; zero if it did not
   */
  Duration after(Duration first, int failures, Duration askedFor) {
    Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
    Duration capped = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    Duration jittered = Duration.ofMillis((long) (capped.toMillis() * random.nextDouble(0.8, 1.0)));
    Duration floor = askedFor.compareTo(LONGEST_ASKED_FOR) > 0 ? LONGEST_ASKED_FOR : askedFor;
    // a little past the moment that the provider named, so that not everyone calls at once
    Duration spread = floor.plusMillis((long) (floor.toMillis() * random.nextDouble(0, 0.1)));
    return jittered.compareTo(spread) > 0 ? jittered : spread;
  }
}
