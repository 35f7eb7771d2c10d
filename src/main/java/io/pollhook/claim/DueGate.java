package io.pollhook.claim;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Remembers when to look for due rows next, so that a tick without work asks no database. Other
 * nodes make rows due too, or die with claims: the next look is at most a second away.
 */
public final class DueGate {
  /** The longest time between two looks. */
  public static final long LONGEST_MILLIS = 1_000;

  private static final long NOW = Long.MIN_VALUE;
  private static final long LOOKING = Long.MAX_VALUE;

  private final LongSupplier clock;
  private final AtomicLong lookAt = new AtomicLong(NOW);
  private volatile Runnable wake = () -> {};

  /**
   * Open until the first look has ended.
   *
   * @param clock epoch milliseconds, by the database's clock
   */
  public DueGate(LongSupplier clock) {
    this.clock = clock;
  }

  /** Runs that whenever something becomes due at once; without it, only the tick sees it. */
  public void onDue(Runnable action) {
    this.wake = action;
  }

  /** Whether a look is worth its while. */
  public boolean isOpen() {
    long at = lookAt.get();
    long now = clock.getAsLong();
    // further ahead than it can have been set: the clock went back
    return at <= now || (at != LOOKING && at > now + LONGEST_MILLIS);
  }

  /** Something is due now. */
  public void dueNow() {
    if (lookAt.getAndSet(NOW) != NOW) {
      wake.run();
    }
  }

  /** Something is due at that time, in epoch milliseconds. */
  public void dueAt(long time) {
    lookAt.accumulateAndGet(time, Math::min);
  }

  /** A look begins: what becomes due from here on asks for another one. */
  public void beginLook() {
    lookAt.set(LOOKING);
  }

  /** A look has ended, and found when something is due next; in epoch milliseconds. */
  public void endLook(long next) {
    dueAt(Math.min(next, clock.getAsLong() + LONGEST_MILLIS));
  }
}
