package io.pollhook.poll;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;
import io.pollhook.element.Budget;
import io.pollhook.element.Element;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Limits the calls of an account and of an element per minute and second, on this node. Budgets
 * refill evenly, so that calls spent in a burst come back one by one.
 */
final class Budgets {
  /** Above this number of buckets, full ones are discarded. */
  private static final int MANY = 10_000;

  /** Five calls that each wait this long, one after another, still fit into one claim. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final TimeMeter meter;
  private final Map<Owner, Bucket> buckets = new ConcurrentHashMap<>();

  /** The calls that share a budget; a different limit is a different budget. */
  private record Owner(String element, long account, Integer perMinute, Integer perSecond) {
    /** The number of calls in a full bucket. */
    long full() {
      return Math.min(
          perMinute == null ? Integer.MAX_VALUE : perMinute,
          perSecond == null ? Integer.MAX_VALUE : perSecond);
    }
  }

  /**
   * Starts with full budgets.
   *
   * @param nanos a monotonic clock: a budget must not depend on a wall clock that can be set back
   */
  Budgets(LongSupplier nanos) {
    this.meter = new MonotonicMeter(nanos);
  }

  /**
   * Takes one call.
   *
   * @throws PostponedException if none is left; nothing is taken then
   */
  void take(Element element, long account) {
    Budget budget = element.budget();
    Bucket own = bucket(element, account, budget.account(), budget.accountPerSecond());
    Bucket shared = bucket(element, 0, budget.element(), budget.elementPerSecond());
    take(own);
    try {
      take(shared);
    } catch (PostponedException e) {
      if (own != null) {
        own.addTokens(1);
      }
      throw e;
    }
  }

  /**
   * Takes one call, and waits a while for it if necessary: a batch of objects is completed as a
   * whole, and would never be complete if it needed more calls than the budget has at once.
   *
   * @throws PostponedException if none becomes available soon
   */
  void await(Element element, long account) throws InterruptedException {
    while (true) {
      try {
        take(element, account);
        return;
      } catch (PostponedException e) {
        if (e.waitTime().compareTo(LONGEST_WAIT) > 0) {
          throw e;
        }
        Thread.sleep(e.waitTime().toMillis() + 1);
      }
    }
  }

  private static void take(Bucket bucket) {
    if (bucket != null) {
      ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
      if (!probe.isConsumed()) {
        throw new PostponedException(Duration.ofNanos(probe.getNanosToWaitForRefill()));
      }
    }
  }

  private Bucket bucket(Element element, long account, Integer perMinute, Integer perSecond) {
    if (perMinute == null && perSecond == null) {
      return null;
    }
    if (buckets.size() > MANY) {
      buckets.entrySet().removeIf(e -> e.getValue().getAvailableTokens() >= e.getKey().full());
    }
    return buckets.computeIfAbsent(
        new Owner(element.key(), account, perMinute, perSecond), this::full);
  }

  private Bucket full(Owner owner) {
    LocalBucketBuilder bucket = Bucket.builder();
    addLimit(bucket, owner.perMinute(), Duration.ofMinutes(1));
    addLimit(bucket, owner.perSecond(), Duration.ofSeconds(1));
    return bucket.withCustomTimePrecision(meter).build();
  }

  private static void addLimit(LocalBucketBuilder bucket, Integer calls, Duration within) {
    if (calls != null) {
      bucket.addLimit(limit -> limit.capacity(calls).refillGreedy(calls, within));
    }
  }

  private record MonotonicMeter(LongSupplier nanos) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return nanos.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
