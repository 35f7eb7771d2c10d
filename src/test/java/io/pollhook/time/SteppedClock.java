package io.pollhook.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The system's clock, which a test sets forward or back while it runs. */
public final class SteppedClock extends Clock {
  private final Clock system = Clock.systemUTC();
  private volatile Duration offset = Duration.ZERO;

  /** Sets the clock forward, or back by a negative duration. */
  public void step(Duration step) {
    offset = offset.plus(step);
  }

  @Override
  public Instant instant() {
    return system.instant().plus(offset);
  }

  @Override
  public ZoneId getZone() {
    return system.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("a test clock is in UTC");
  }
}
