package io.pollhook.delivery;

import java.time.Clock;
import java.time.Duration;

/**
 * How long a claim holds: longer than one callback may take, renewed whenever delivered ones are
 * written down.
 */
record Lease(Clock clock, Duration callbackTimeout) {
  private static final Duration MARGIN = Duration.ofSeconds(15);

  /** The end of a lease that begins now, in epoch milliseconds. */
  long fromNow() {
    return clock.millis() + length().toMillis();
  }

  /** How long it lasts unless it is renewed. */
  Duration length() {
    return callbackTimeout.plus(MARGIN);
  }

  /** Whether another callback ends before that lease does. */
  boolean hasRoomUntil(long leaseUntil) {
    return leaseUntil - clock.millis() >= callbackTimeout.toMillis();
  }
}
