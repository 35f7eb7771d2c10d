package io.pollhook.delivery;

import java.util.Optional;

/**
 * A claimed lane on its way through the delivery route. The fence tells this claim from any later
 * one: what carries an old fence settles nothing.
 */
final class LaneRun {
  private final Lane lane;
  private final long fence;
  private long leaseUntil;
  private int sent;
  private boolean settled;
  private Optional<Attempt> next = Optional.empty();

  LaneRun(Lane lane, long fence, long leaseUntil) {
    this.lane = lane;
    this.fence = fence;
    this.leaseUntil = leaseUntil;
  }

  Lane lane() {
    return lane;
  }

  long instanceId() {
    return lane.instanceId();
  }

  long fence() {
    return fence;
  }

  /** Until when nobody else takes the lane, in epoch milliseconds. */
  long leaseUntil() {
    return leaseUntil;
  }

  /** Notifications that this claim has delivered. */
  int sent() {
    return sent;
  }

  /** What was read together with the last settle; empty where that is still to be done. */
  Optional<Attempt> next() {
    return next;
  }

  /** One is delivered, and more wait. */
  void goOn(long newLeaseUntil, Optional<Attempt> following) {
    sent++;
    next = following;
    leaseUntil = newLeaseUntil;
  }

  /** Whether the lane is no longer this claim's, and its row says what comes next. */
  boolean isSettled() {
    return settled;
  }

  void settle() {
    settled = true;
  }
}
