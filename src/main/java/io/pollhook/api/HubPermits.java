package io.pollhook.api;

import io.pollhook.claim.Permits;
import io.pollhook.claim.Permits.Share;
import io.pollhook.poll.HubCall;
import io.pollhook.provisioning.Problem;
import java.time.Duration;
import java.util.List;

/**
 * Limits the hub calls that are under way, in total and per instance: calls to a provider that
 * hangs leave workers for the rest of the API and for other instances.
 */
final class HubPermits {
  private static final int PART_OF_ONE_INSTANCE = 4;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /** Far longer than any call takes: every call gives its permit back. */
  private static final Duration LEASE = Duration.ofMinutes(30);

  private final int mostOfInstance;
  private final Permits<HubCall> permits;

  private record OfInstance(long id) {}

  HubPermits(int most) {
    this.mostOfInstance = Math.max(1, most / PART_OF_ONE_INSTANCE);
    this.permits = new Permits<>(most, LEASE);
  }

  /**
   * Takes a permit.
   *
   * @throws Problem 429 if none is free
   */
  void take(HubCall hub) {
    long instance = hub.call().subject().instance().id();
    List<Share> shares = List.of(new Share(new OfInstance(instance), mostOfInstance));
    if (!permits.take(hub, shares)) {
      String whose = permits.hasRoom(shares) ? "" : " of instance " + instance;
      throw Problem.of(429, "too many reads" + whose + " are under way; repeat the call later")
          .withRetryAfter(RETRY_AFTER);
    }
  }

  /** Gives a permit back; does nothing if that was done before. */
  void giveBack(HubCall hub) {
    permits.giveBack(hub);
  }
}
