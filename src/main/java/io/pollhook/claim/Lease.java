package io.pollhook.claim;

import java.time.Clock;
import java.time.Duration;

/**
 * The time for which a claim is valid unless it is renewed. It is longer than the longest call
 * under it.
 *
 * @param clock the database's clock
 * @param longestCall the longest time that one call may take
 * @param length the time from the claim or its last renewal to its end
 */
public record Lease(Clock clock, Duration longestCall, Duration length) {
  private static final int RENEWALS = 3;

  /** The end of a lease that begins now, in epoch milliseconds. */
  public long fromNow() {
    return clock.millis() + length.toMillis();
  }

  /** The time after which a claim is renewed: early enough to try again. */
  public Duration renewedAfter() {
    return length.dividedBy(RENEWALS);
  }

  /**
   * Returns whether another call fits in before the lease ends, at the given epoch milliseconds.
   */
  public boolean hasRoomUntil(long end) {
    return end - clock.millis() >= longestCall.toMillis();
  }
}
