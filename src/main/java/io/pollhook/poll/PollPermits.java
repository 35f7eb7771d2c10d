package io.pollhook.poll;

import io.pollhook.claim.Permits;
import io.pollhook.claim.Permits.Share;
import io.pollhook.feed.Feed;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Limits the polls in flight on this node, over all sources. If there are several sources, none
 * takes more than three quarters of the permits. Feeds that timed out last time take at most an
 * eighth, so that accounts that hang never starve the others.
 */
final class PollPermits {
  private static final int SLOW_SHARE = 8;
  private static final int OTHERS_SHARE = 4;

  private record Source(String name) {}

  private final int most;
  private final Share slow;
  private final Permits<Feed> permits;
  private final Set<String> sources = new HashSet<>();

  /** Takes the limit on all polls, {@code pollhook.poll.parallelism}, and the lease of a claim. */
  PollPermits(int most, Duration lease) {
    this.most = most;
    this.slow = new Share("slow", Math.max(1, most / SLOW_SHARE));
    this.permits = new Permits<>(most, lease);
  }

  /**
   * Claims feeds of a source under permits.
   *
   * @param claims claims up to the given number of feeds
   */
  synchronized List<Feed> claim(String source, boolean areSlow, IntFunction<List<Feed>> claims) {
    sources.add(source);
    int mostOfSource = sources.size() > 1 ? most - most / OTHERS_SHARE : most;
    Share ofSource = new Share(new Source(source), areSlow ? most : mostOfSource);
    List<Share> shares = areSlow ? List.of(slow, ofSource) : List.of(ofSource);
    int free = permits.free(shares);
    List<Feed> claimed = free > 0 ? claims.apply(free) : List.of();
    claimed.forEach(feed -> permits.take(feed, shares));
    return claimed;
  }

  /** Claims up to the given number of feeds for their first look, whatever their sources. */
  synchronized List<Feed> claimFirstLooks(int atMost, IntFunction<List<Feed>> claims) {
    int free = Math.min(atMost, permits.free(List.of()));
    List<Feed> claimed = free > 0 ? claims.apply(free) : List.of();
    claimed.forEach(
        feed -> permits.take(feed, List.of(new Share(new Source(feed.source()), most))));
    return claimed;
  }

  /** Extends the permit of a renewed claim. */
  void extend(Feed feed) {
    permits.extend(feed);
  }

  /** Returns the permit of a claim that ended; a later claim of the same feed keeps its own. */
  void release(Feed feed) {
    permits.giveBack(feed);
  }
}
