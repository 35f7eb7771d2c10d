package io.pollhook.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers when to query for due rows next, so that ticks without work do not touch the database.
 * Other nodes also make rows due, or die while holding claims, so the next query is at most a
 * second away.
 */
public final class DueGate {
  /** The longest time between two queries, in milliseconds. */
  public static final long LONGEST_MILLIS = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(DueGate.class);
  private static final long NOW = Long.MIN_VALUE;
  private static final long LOOKING = Long.MAX_VALUE;

  private final LongSupplier clock;
  private final AtomicLong lookAt = new AtomicLong(NOW);
  private volatile Runnable wake = () -> {};

  /**
   * Creates a gate that is open until the first query has ended.
   *
   * @param clock epoch milliseconds, by the database's clock
   */
  public DueGate(LongSupplier clock) {
    this.clock = clock;
  }

  /**
   * Sets an action to run whenever something becomes due at once; without one, the next tick finds
   * it.
   */
  public void onDue(Runnable action) {
    this.wake = action;
  }

  /** Returns whether a query may find due rows. */
  public boolean isOpen() {
    long at = lookAt.get();
    long now = clock.getAsLong();
    // further ahead than it can have been set: the clock was set back
    return at <= now || (at != LOOKING && at > now + LONGEST_MILLIS);
  }

  /** Notes that something is due now. */
  public void dueNow() {
    if (lookAt.getAndSet(NOW) != NOW) {
      wake.run();
    }
  }

  /** Notes that something is due at a time, in epoch milliseconds. */
  public void dueAt(long time) {
    lookAt.accumulateAndGet(time, Math::min);
  }

  /**
   * Runs a query that claims due rows, and returns what it claimed. Whatever becomes due while it
   * runs needs another one. If it fails, the gate is open again; the failure is thrown, or only
   * logged if something was claimed before, because nothing else would work on those claims.
   *
   * @param what the work that is claimed, in the plural, for the log
   * @param query adds each claim to a list as soon as it is made; returns when something is due
   *     next, in epoch milliseconds
   */
  public <T> List<T> claim(String what, ToLongFunction<List<T>> query) {
    List<T> claimed = new ArrayList<>();
    try {
      look(() -> query.applyAsLong(claimed));
    } catch (RuntimeException e) {
      if (claimed.isEmpty()) {
        throw e;
      }
      LOG.warn(
          "the query for due {} failed; starting the {} claimed so far", what, claimed.size(), e);
    }
    return claimed;
  }

  private void look(LongSupplier query) {
    long next = NOW;
    lookAt.set(LOOKING);
    try {
      next = Math.min(query.getAsLong(), clock.getAsLong() + LONGEST_MILLIS);
    } finally {
      dueAt(next);
    }
  }
}
