package io.pollhook.delivery;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Keeps callbacks that hang from those that do not: of all callbacks in flight, at most a quarter
 * go to one host, and at most an eighth are of lanes that timed out last time.
 */
final class Permits {
  private static final int HOSTS_SHARE = 4;
  private static final int SLOW_SHARE = 8;

  private final int mostOfHost;
  private final int mostSlow;
  private final Map<String, Integer> usedByHost = new HashMap<>();
  private int free;
  private int slow;

  Permits(int parallelism) {
    this.free = parallelism;
    this.mostOfHost = Math.max(1, parallelism / HOSTS_SHARE);
    this.mostSlow = Math.max(1, parallelism / SLOW_SHARE);
  }

  synchronized boolean take(Lane lane) {
    if (free == 0
        || (lane.slow() && slow == mostSlow)
        || usedByHost.getOrDefault(lane.host(), 0) == mostOfHost) {
      return false;
    }
    free--;
    slow += lane.slow() ? 1 : 0;
    usedByHost.merge(lane.host(), 1, Integer::sum);
    return true;
  }

  /** Answers whether a lane may have been passed over for want of this permit. */
  synchronized boolean giveBack(Lane lane) {
    boolean scarce = free == 0 || slow == mostSlow || usedByHost.get(lane.host()) == mostOfHost;
    free++;
    slow -= lane.slow() ? 1 : 0;
    usedByHost.computeIfPresent(lane.host(), (host, used) -> used == 1 ? null : used - 1);
    return scarce;
  }

  synchronized int free() {
    return free;
  }

  synchronized boolean hasRoomForSlow() {
    return slow < mostSlow;
  }

  synchronized Set<String> fullHosts() {
    Set<String> full = new HashSet<>();
    usedByHost.forEach(
        (host, used) -> {
          if (used == mostOfHost) {
            full.add(host);
          }
        });
    return full;
  }
}
