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
 * How many calls an account and an element have left this minute and second, on this node. Refilled
 * evenly, so that what is spent at once comes back call by call.
 */
final class Budgets {
  /** Above that number of accounts, full buckets are forgotten. */
  private static final int MANY = 10_000;

  /** Five calls that wait so long, one after another, are done within a claim. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final TimeMeter meter;
  private final Map<Owner, Bucket> buckets = new ConcurrentHashMap<>();

  /** Who shares a budget; another limit is another budget. */
  private record Owner(String element, long account, Integer perMinute, Integer perSecond) {
    /** The number of calls in a full bucket. */
    long full() {
      return Math.min(
          perMinute == null ? Integer.MAX_VALUE : perMinute,
          perSecond == null ? Integer.MAX_VALUE : perSecond);
    }
  }

  /**
   * With every budget full.
   *
   * @param nanos a monotonic clock: a budget must not wait for a wall clock that went back
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
   * Takes one call, and waits a while for it: a batch of objects that are completed counts as a
   * whole, and would never be complete if it needed more calls than are left at once.
   *
   * @throws PostponedException if none comes back soon
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
