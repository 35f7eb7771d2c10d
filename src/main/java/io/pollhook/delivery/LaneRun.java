package io.pollhook.delivery;

import io.pollhook.instance.Instance;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * A claimed lane on its way through the delivery route. The fence tells this claim from any later
 * one: what carries an old fence settles nothing.
 */
final class LaneRun {
  private final Lane lane;
  private final long fence;
  private final Receipts receipts = new Receipts();
  private volatile long leaseUntil;
  private volatile boolean settled;
  private Instance instance;
  private long revision;
  private long lastPlace;
  private long startedAt;
  private long startedNanos;
  private int sent;
  private boolean ended;

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

  void leasedUntil(long time) {
    leaseUntil = time;
  }

  /** What was delivered and is not written down yet. */
  Receipts receipts() {
    return receipts;
  }

  /** The instance as it was read before; empty where it has changed since. */
  Optional<Instance> instance(long currentRevision) {
    return Optional.ofNullable(instance).filter(some -> revision == currentRevision);
  }

  void remember(Instance read, long itsRevision) {
    instance = read;
    revision = itsRevision;
  }

  /** The place in the lane that the claim has come to. */
  long lastPlace() {
    return lastPlace;
  }

  /** Notifications that this claim has sent. */
  int sent() {
    return sent;
  }

  /** An attempt begins. */
  void starts(Clock clock) {
    startedAt = clock.millis();
    startedNanos = System.nanoTime();
  }

  /** The attempt that began last has ended. */
  Receipt ended(Attempt attempt, AttemptResult outcome) {
    lastPlace = attempt.place();
    sent++;
    Duration duration = Duration.ofNanos(System.nanoTime() - startedNanos);
    return new Receipt(attempt.seq(), attempt.number(), startedAt, duration, outcome);
  }

  /** Nothing more is sent by this claim, which is given back as it stands. */
  void end() {
    ended = true;
  }

  boolean isEnded() {
    return ended;
  }

  /** Whether the lane is no longer this claim's, and its row says what comes next. */
  boolean isSettled() {
    return settled;
  }

  void settle() {
    settled = true;
  }
}
