package io.pollhook.claim;

import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How many claims may be worked on at once on this node, and how many of one kind among them. A
 * permit ends with the lease of its claim, should nobody give it back: a route that is stopped by
 * force does not.
 *
 * @param <C> the claims; a permit belongs to the object that it was taken for, because a later
 *     claim of the same row may equal it
 */
public final class Permits<C> {
  private final int most;
  private final long leaseNanos;
  private final IdentityHashMap<C, Permit> taken = new IdentityHashMap<>();
  private final Map<Object, Integer> ofKind = new HashMap<>();

  private record Permit(List<Share> shares, long endsAtNanos) {
    boolean hasEnded(long nanos) {
      return endsAtNanos - nanos < 0;
    }
  }

  /**
   * The bound on claims of one kind.
   *
   * @param kind what they have in common, such as a host
   * @param most the number of them at once
   */
  public record Share(Object kind, int most) {}

  /** With the bound on all claims, and the lease that each begins with. */
  public Permits(int most, Duration lease) {
    this.most = most;
    this.leaseNanos = lease.toNanos();
  }

  /** Takes a permit within those shares; false if there is none. */
  public synchronized boolean take(C claim, List<Share> shares) {
    if (free(shares) == 0) {
      return false;
    }
    taken.put(claim, new Permit(shares, end()));
    count(shares, 1);
    return true;
  }

  /** The claim was renewed. */
  public synchronized void extend(C claim) {
    taken.computeIfPresent(claim, (any, permit) -> new Permit(permit.shares(), end()));
  }

  /**
   * The claim has ended.
   *
   * @return whether another one may have been passed over for want of this permit
   */
  public synchronized boolean giveBack(C claim) {
    Permit permit = taken.get(claim);
    if (permit == null) {
      return false; // it had ended
    }
    boolean scarce = taken.size() == most || !hasRoom(permit.shares());
    taken.remove(claim);
    count(permit.shares(), -1);
    return scarce;
  }

  /** How many are left within those shares. */
  public synchronized int free(List<Share> shares) {
    long now = System.nanoTime();
    taken.entrySet().stream()
        .filter(entry -> entry.getValue().hasEnded(now))
        .map(Map.Entry::getKey)
        .toList()
        .forEach(this::giveBack);
    int free = most - taken.size();
    for (Share share : shares) {
      free = Math.min(free, share.most() - used(share.kind()));
    }
    return Math.max(0, free);
  }

  /** Whether shares have permits left, apart from the bound on all claims. */
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
