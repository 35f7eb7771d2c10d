package io.pollhook.google;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Gmail's quota of units per user in any 60 s. */
public final class UnitQuota {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private record Spent(Instant when, int units) {}

  private final Clock clock;
  private final Deque<Spent> spent = new ArrayDeque<>();
  private int limit = Integer.MAX_VALUE;
  private int total;

  UnitQuota(Clock clock) {
    this.clock = clock;
  }

  /** Limits the units in any minute; unlimited by default. */
  public synchronized void limit(int unitsPerMinute) {
    limit = unitsPerMinute;
  }

  /** Returns the units spent in the last minute. */
  public synchronized int spent() {
    forgetOld();
    return total;
  }

  /** Spends units unless that would exceed the limit. */
  synchronized boolean spend(int units) {
    forgetOld();
    if (total > limit - units) {
      return false;
    }
    spent.add(new Spent(clock.instant(), units));
    total += units;
    return true;
  }

  private void forgetOld() {
    Instant oldest = clock.instant().minus(WINDOW);
    while (!spent.isEmpty() && !spent.peek().when().isAfter(oldest)) {
      total -= spent.poll().units();
    }
  }
}
