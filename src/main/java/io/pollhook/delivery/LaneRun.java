package io.pollhook.delivery;

import java.util.ArrayList;
import java.util.List;

/**
 * A claimed lane on its way through the delivery route. The fence tells this claim from any later
 * one: what carries an old fence settles nothing.
 */
final class LaneRun {
  /** A crash repeats no more than these. */
  private static final int MOST_UNSETTLED = 10;

  private static final long LONGEST_UNSETTLED_MILLIS = 20;

  private final Lane lane;
  private final long fence;
  private long leaseUntil;
  private int sent;
  private boolean settled;
  private final List<Long> unsettled = new ArrayList<>();
  private long unsettledSince;

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

  /** One is delivered, and that is to be written down. */
  void delivered(Attempt attempt, long now) {
    unsettledSince = unsettled.isEmpty() ? now : unsettledSince;
    unsettled.add(attempt.seq());
    sent++;
  }

  /** The delivered ones that are not written down, by their places. */
  List<Long> unsettled() {
    return List.copyOf(unsettled);
  }

  /** The place of the last of them; 0 without any. */
  long lastUnsettled() {
    return unsettled.isEmpty() ? 0 : unsettled.get(unsettled.size() - 1);
  }

  /** Whether so many, or ones so old, are not written down that they should be. */
  boolean isSettlingDue(long now) {
    return unsettled.size() >= MOST_UNSETTLED
        || (!unsettled.isEmpty() && now - unsettledSince > LONGEST_UNSETTLED_MILLIS);
  }

  /** They are written down, and more wait. */
  void goOn(long newLeaseUntil) {
    unsettled.clear();
    leaseUntil = newLeaseUntil;
  }

  /** Whether the lane is no longer this claim's, and its row says what comes next. */
  boolean isSettled() {
    return settled;
  }

  void settle() {
    unsettled.clear();
    settled = true;
  }
}
