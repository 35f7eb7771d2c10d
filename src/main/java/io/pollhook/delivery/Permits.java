package io.pollhook.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps callbacks that hang from those that do not: of all callbacks in flight, at most a quarter
 * go to one host, at most half are of lanes whose last attempt failed, and at most an eighth of
 * lanes that timed out last time.
 */
final class Permits {
  private static final int HOSTS_SHARE = 4;
  private static final int RETRIES_SHARE = 2;
  private static final int SLOW_SHARE = 8;

  private final int most;
  private final int mostOfHost;
  private final int mostRetrying;
  private final int mostSlow;
  private final long leaseNanos;

  /** By the claim that took it: two may try to take the same lane. */
  private final IdentityHashMap<Lane, Long> endsAtNanos = new IdentityHashMap<>();

  private final Map<String, Integer> usedByHost = new HashMap<>();
  private int retrying;
  private int slow;

  /**
   * Permits that end with the lease of the claim they were taken for, should nobody give them back:
   * a route that is stopped by force does not.
   */
  Permits(int parallelism, Duration lease) {
    this.most = parallelism;
    this.mostOfHost = Math.max(1, parallelism / HOSTS_SHARE);
    this.mostRetrying = Math.max(1, parallelism / RETRIES_SHARE);
    this.mostSlow = Math.max(1, parallelism / SLOW_SHARE);
    this.leaseNanos = lease.toNanos();
  }

  synchronized boolean take(Lane lane) {
    if (free() == 0
        || (lane.slow() && slow == mostSlow)
        || (lane.retrying() && retrying == mostRetrying)
        || usedByHost.getOrDefault(lane.host(), 0) == mostOfHost) {
      return false;
    }
    endsAtNanos.put(lane, System.nanoTime() + leaseNanos);
    count(lane, 1);
    return true;
  }

  /** The lane's claim was renewed. */
  synchronized void extend(Lane lane) {
    endsAtNanos.replace(lane, System.nanoTime() + leaseNanos);
  }

  /** Returns whether a lane may have been passed over for want of this permit. */
  synchronized boolean giveBack(Lane lane) {
    if (endsAtNanos.remove(lane) == null) {
      return false; // it had ended
    }
    boolean scarce =
        endsAtNanos.size() + 1 == most
            || slow == mostSlow
            || retrying == mostRetrying
            || usedByHost.get(lane.host()) == mostOfHost;
    count(lane, -1);
    return scarce;
  }

  synchronized int free() {
    long now = System.nanoTime();
    List<Lane> ended =
        endsAtNanos.entrySet().stream()
            .filter(permit -> permit.getValue() - now < 0)
            .map(Map.Entry::getKey)
            .toList();
    ended.forEach(this::giveBack);
    return most - endsAtNanos.size();
  }

  synchronized boolean hasRoomForSlow() {
    return slow < mostSlow;
  }

  synchronized boolean hasRoomForRetries() {
    return retrying < mostRetrying;
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

  private void count(Lane lane, int change) {
    slow += lane.slow() ? change : 0;
    retrying += lane.retrying() ? change : 0;
    usedByHost.merge(
        lane.host(),
        change,
        (used, more) -> used + more == 0 ? null : Integer.valueOf(used + more));
  }
}
