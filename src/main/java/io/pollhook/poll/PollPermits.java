package io.pollhook.poll;

import io.pollhook.feed.Feed;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many polls of a source may be in flight at once on this node. Feeds that timed out last time
 * have a small lane of their own, so that hung accounts never take the others' places.
 */
final class PollPermits {
  private static final int SLOW_SHARE = 8;

  private record Lane(String source, boolean slow) {}

  private record Permit(Lane lane, long endsAtNanos) {
    boolean hasEnded() {
      return endsAtNanos - System.nanoTime() < 0;
    }
  }

  private final int most;
  private final long leaseNanos;
  private final Map<Long, Permit> taken = new ConcurrentHashMap<>();

  /**
   * Permits that end with the lease of the claim they were taken for, should nobody release them.
   */
  PollPermits(int most, Duration lease) {
    this.most = most;
    this.leaseNanos = lease.toNanos();
  }

  int free(String source, boolean slow) {
    Lane lane = new Lane(source, slow);
    taken.values().removeIf(Permit::hasEnded);
    long inFlight = taken.values().stream().filter(permit -> permit.lane().equals(lane)).count();
    return (int) ((slow ? Math.max(1, most / SLOW_SHARE) : most) - inFlight);
  }

  void take(String source, boolean slow, Feed feed) {
    taken.put(feed.id(), new Permit(new Lane(source, slow), System.nanoTime() + leaseNanos));
  }

  /** The claim was renewed. */
  void extend(Feed feed) {
    taken.computeIfPresent(
        feed.id(), (id, permit) -> new Permit(permit.lane(), System.nanoTime() + leaseNanos));
  }

  void release(Feed feed) {
    taken.remove(feed.id());
  }

  /** Polls in flight on this node. */
  int inFlight() {
    return taken.size();
  }
}
