package io.pollhook.delivery;

import io.pollhook.claim.Permits;
import io.pollhook.claim.Permits.Share;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps slow and failing callbacks from blocking healthy ones: of all callbacks in flight, at most
 * a quarter go to one host, at most half belong to lanes whose last attempt failed, and at most an
 * eighth to lanes whose last attempt timed out.
 */
final class DeliveryPermits {
  private static final int HOSTS_SHARE = 4;
  private static final int RETRIES_SHARE = 2;
  private static final int SLOW_SHARE = 8;

  private record Host(String name) {}

  private final int mostOfHost;
  private final List<Share> slow;
  private final List<Share> retrying;
  private final Permits<Lane> permits;

  /**
   * Creates permits.
   *
   * @param parallelism the bound on all callbacks, {@code pollhook.delivery.parallelism}
   * @param lease the lease of a claim
   */
  DeliveryPermits(int parallelism, Duration lease) {
    this.mostOfHost = Math.max(1, parallelism / HOSTS_SHARE);
    this.slow = List.of(new Share("slow", Math.max(1, parallelism / SLOW_SHARE)));
    this.retrying = List.of(new Share("retrying", Math.max(1, parallelism / RETRIES_SHARE)));
    this.permits = new Permits<>(parallelism, lease);
  }

  boolean take(Lane lane) {
    List<Share> shares = new ArrayList<>();
    shares.add(new Share(new Host(lane.host()), mostOfHost));
    shares.addAll(lane.slow() ? slow : List.of());
    shares.addAll(lane.retrying() ? retrying : List.of());
    return permits.take(lane, shares);
  }

  /** Extends the permit of a lane whose claim was renewed. */
  void extend(Lane lane) {
    permits.extend(lane);
  }

  /** Returns a permit; true if a lane may have been passed over for lack of it. */
  boolean giveBack(Lane lane) {
    return permits.giveBack(lane);
  }

  int free() {
    return permits.free(List.of());
  }

  boolean hasRoomForSlow() {
    return permits.hasRoom(slow);
  }

  boolean hasRoomForRetries() {
    return permits.hasRoom(retrying);
  }

  Set<String> fullHosts() {
    return permits.full(Host.class, mostOfHost).stream()
        .map(Host::name)
        .collect(Collectors.toSet());
  }
}
