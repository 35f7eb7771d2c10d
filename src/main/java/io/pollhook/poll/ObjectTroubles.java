package io.pollhook.poll;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts the polls in a row in which an object could not be fetched, on this node: after a restart,
 * or on another node, the count starts again.
 */
final class ObjectTroubles {
  /** The number of tries, spread over at least {@link #AT_LEAST}, before an object is given up. */
  static final int TRIES = 3;

  static final Duration AT_LEAST = Duration.ofMinutes(1);

  /** Above this number old entries are removed; those objects are no longer asked for. */
  private static final int MANY = 10_000;

  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(2);

  private final Clock clock;
  private final Map<Key, Tries> troubles = new ConcurrentHashMap<>();

  private record Key(long feedId, String objectId) {}

  private record Tries(int count, Instant first, Instant last) {}

  ObjectTroubles(Clock clock) {
    this.clock = clock;
  }

  /** Counts another failure to fetch an object; returns true if it is to be given up. */
  boolean failed(long feedId, String objectId) {
    Instant now = clock.instant();
    if (troubles.size() > MANY) {
      troubles.values().removeIf(tries -> tries.last().plus(FORGOTTEN_AFTER).isBefore(now));
    }
    Key key = new Key(feedId, objectId);
    Tries tries =
        troubles.merge(
            key,
            new Tries(1, now, now),
            (before, one) -> new Tries(before.count() + 1, before.first(), now));
    boolean lost = tries.count() >= TRIES && !now.isBefore(tries.first().plus(AT_LEAST));
    if (lost) {
      troubles.remove(key);
    }
    return lost;
  }

  /** Notes that an object was fetched. */
  void fetched(long feedId, String objectId) {
    troubles.remove(new Key(feedId, objectId));
  }
}
