package io.pollhook.claim;

import java.time.Clock;
import java.time.Duration;

/**
 * How long a claim holds unless it is renewed: longer than the longest call that is made under it.
 *
 * @param clock the database's
 * @param longestCall how long one call may take
 * @param length from the claim or its last renewal to its end
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

  /** Whether another call ends before the lease does, whose end is given in epoch milliseconds. */
  public boolean hasRoomUntil(long end) {
    return end - clock.millis() >= longestCall.toMillis();
  }
}
