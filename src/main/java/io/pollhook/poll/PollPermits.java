package io.pollhook.poll;

import io.pollhook.feed.Feed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * How many polls may be in flight at once on this node, over all sources. If there are several
 * sources, none takes more than three quarters. Feeds that timed out last time take at most an
 * eighth, so that hung accounts never take the others' places.
 */
final class PollPermits {
  private static final int SLOW_SHARE = 8;
  private static final int OTHERS_SHARE = 4;

  private record Permit(String source, boolean slow, long fence, long endsAtNanos) {}

  private final int most;
  private final int mostSlow;
  private final long leaseNanos;
  private final Map<Long, Permit> taken = new ConcurrentHashMap<>();
  private final Set<String> sources = ConcurrentHashMap.newKeySet();

  /**
   * Permits that end with the lease of the claim they were taken for, should nobody release them: a
   * route that is stopped by force does not.
   */
  PollPermits(int most, Duration lease) {
    this.most = most;
    this.mostSlow = Math.max(1, most / SLOW_SHARE);
    this.leaseNanos = lease.toNanos();
  }

  /**
   * Claims feeds of a source under permits.
   *
   * @param claims claims up to the given number of feeds
   */
  synchronized List<Feed> claim(String source, boolean slow, IntFunction<List<Feed>> claims) {
    sources.add(source);
    return take(slow, free(source, slow), claims);
  }

  /** The same for first looks, up to a number of them and whatever their sources. */
  synchronized List<Feed> claimFirstLooks(int atMost, IntFunction<List<Feed>> claims) {
    return take(false, Math.min(atMost, free()), claims);
  }

  private List<Feed> take(boolean slow, int free, IntFunction<List<Feed>> claims) {
    List<Feed> claimed = free > 0 ? claims.apply(free) : List.of();
    claimed.forEach(
        feed -> taken.put(feed.id(), new Permit(feed.source(), slow, feed.fence(), end())));
    return claimed;
  }

  private int free(String source, boolean slow) {
    int free = free();
    if (slow) {
      return Math.min(mostSlow - count(Permit::slow), free);
    }
    int mostOfSource = sources.size() > 1 ? most - most / OTHERS_SHARE : most;
    return Math.min(mostOfSource - count(permit -> permit.source().equals(source)), free);
  }

  private int free() {
    long now = System.nanoTime();
    taken.values().removeIf(permit -> permit.endsAtNanos() - now < 0);
    return most - taken.size();
  }

  private int count(Predicate<Permit> which) {
    return (int) taken.values().stream().filter(which).count();
  }

  private long end() {
    return System.nanoTime() + leaseNanos;
  }

  /** The claim was renewed. */
  void extend(Feed feed) {
    taken.computeIfPresent(
        feed.id(),
        (id, permit) ->
            permit.fence() == feed.fence()
                ? new Permit(permit.source(), permit.slow(), permit.fence(), end())
                : permit);
  }

  /** The claim has ended; a later claim of the same feed keeps its permit. */
  void release(Feed feed) {
    taken.computeIfPresent(
        feed.id(), (id, permit) -> permit.fence() == feed.fence() ? null : permit);
  }
}
