package io.pollhook.feed;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many polls of a source may be in flight at once on this node. Feeds that timed out last time
 * have a small lane of their own, so that hung accounts never take the others' places.
 */
final class PollPermits {
  private static final int SLOW_SHARE = 8;

  private record Lane(String source, boolean slow) {}

  private final int most;
  private final Map<Long, Lane> taken = new ConcurrentHashMap<>();

  PollPermits(int most) {
    this.most = most;
  }

  int free(String source, boolean slow) {
    Lane lane = new Lane(source, slow);
    long inFlight = taken.values().stream().filter(lane::equals).count();
    return (int) ((slow ? Math.max(1, most / SLOW_SHARE) : most) - inFlight);
  }

  void take(String source, boolean slow, Feed feed) {
    taken.put(feed.id(), new Lane(source, slow));
  }

  void release(Feed feed) {
    taken.remove(feed.id());
  }

  /** Polls in flight on this node. */
  int inFlight() {
    return taken.size();
  }
}
