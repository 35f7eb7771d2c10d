package io.pollhook.claim;

import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Limits the number of claims that this node works on at once, in total and by kind. A permit
 * expires with the lease of its claim if it is not given back, which happens when a route is
 * stopped by force.
 *
 * @param <C> the type of the claims, which are compared by identity, because a later claim of the
 *     same row may equal an earlier one
 */
public final class Permits<C> {
  private final int most;
  private final long leaseNanos;
  private final IdentityHashMap<C, Permit> taken = new IdentityHashMap<>();
  private final Map<Object, Integer> ofKind = new HashMap<>();

  private record Permit(List<Share> shares, long endsAtNanos) {
    boolean hasExpired(long nanos) {
      return endsAtNanos - nanos < 0;
    }
  }

  /**
   * The bound on claims of one kind.
   *
   * @param kind the property that the claims have in common, such as a host
   * @param most the highest number of them at once
   */
  public record Share(Object kind, int most) {}

  /** Creates permits with a limit for all claims and the length of each claim's lease. */
  public Permits(int most, Duration lease) {
    this.most = most;
    this.leaseNanos = lease.toNanos();
  }

  /** Takes a permit within the given shares. Returns false if none is free. */
  public synchronized boolean take(C claim, List<Share> shares) {
    if (free(shares) == 0) {
      return false;
    }
    taken.put(claim, new Permit(shares, end()));
    count(shares, 1);
    return true;
  }

  /** Extends the permit of a renewed claim. */
  public synchronized void extend(C claim) {
    taken.computeIfPresent(claim, (any, permit) -> new Permit(permit.shares(), end()));
  }

  /**
   * Gives back the permit of a claim that has ended.
   *
   * @return whether another claim may have been passed over because this permit was taken
   */
  public synchronized boolean giveBack(C claim) {
    Permit permit = taken.get(claim);
    if (permit == null) {
      return false; // it had expired
    }
    boolean scarce = taken.size() == most || !hasRoom(permit.shares());
    taken.remove(claim);
    count(permit.shares(), -1);
    return scarce;
  }

  /** The number of permits left within the given shares. */
  public synchronized int free(List<Share> shares) {
    long now = System.nanoTime();
    taken.entrySet().stream()
        .filter(entry -> entry.getValue().hasExpired(now))
        .map(Map.Entry::getKey)
        .toList()
        .forEach(this::giveBack);
    int free = most - taken.size();
    for (Share share : shares) {
      free = Math.min(free, share.most() - used(share.kind()));
    }
    return Math.max(0, free);
  }

  /** Returns whether the shares have permits left, regardless of the limit for all claims. */
  public synchronized boolean hasRoom(List<Share> shares) {
    return shares.stream().allMatch(share -> used(share.kind()) < share.most());
  }

  /** The kinds of a type that have no permit left. */
  public synchronized <K> Set<K> full(Class<K> type, int mostOfKind) {
    return ofKind.entrySet().stream()
        .filter(entry -> type.isInstance(entry.getKey()) && entry.getValue() >= mostOfKind)
        .map(entry -> type.cast(entry.getKey()))
        .collect(Collectors.toSet());
  }

  private int used(Object kind) {
    return ofKind.getOrDefault(kind, 0);
  }

  private void count(List<Share> shares, int change) {
    for (Share share : shares) {
      ofKind.merge(
          share.kind(),
          change,
          (used, more) -> used + more == 0 ? null : Integer.valueOf(used + more));
    }
  }

  private long end() {
    return System.nanoTime() + leaseNanos;
  }
}
