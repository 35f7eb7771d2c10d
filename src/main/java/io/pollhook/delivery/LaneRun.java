package io.pollhook.delivery;

import io.pollhook.instance.Instance;
import io.pollhook.log.About;
import io.pollhook.trace.Span;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * A claimed lane on its way through the delivery route. The fence distinguishes this claim from any
 * later one: work with an outdated fence settles nothing.
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
  private Span span = Span.NONE;
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

  /** The time until which no other node claims the lane, in epoch milliseconds. */
  long leaseUntil() {
    return leaseUntil;
  }

  void leasedUntil(long time) {
    leaseUntil = time;
  }

  /** The deliveries that are not written yet. */
  Receipts receipts() {
    return receipts;
  }

  /** Returns the instance as last read; empty if it has changed since. */
  Optional<Instance> instance(long currentRevision) {
    return Optional.ofNullable(instance).filter(some -> revision == currentRevision);
  }

  void remember(Instance read, long itsRevision) {
    instance = read;
    revision = itsRevision;
  }

  /** The element of the instance as last read; null before the first reading. */
  String element() {
    return instance == null ? null : instance.elementKey();
  }

  /** Makes the instance the subject of this thread's log lines, until {@link About#end}. */
  void beginLog() {
    About.begin(instanceId(), element(), null, null);
  }

  /** The position in the lane that this claim has reached. */
  long lastPlace() {
    return lastPlace;
  }

  /** The number of notifications this claim has sent. */
  int sent() {
    return sent;
  }

  /** Notes that an attempt begins. */
  void starts(Clock clock) {
    startedAt = clock.millis();
    startedNanos = System.nanoTime();
  }

  /** Notes the span of the attempt under way. */
  void traces(Span attempt) {
    span = attempt;
  }

  /** The span of the attempt under way. */
  Span span() {
    return span;
  }

  /** Notes that the current attempt has ended, and returns its receipt. */
  Receipt ended(Attempt attempt, AttemptResult outcome) {
    lastPlace = attempt.place();
    sent++;
    Duration duration = Duration.ofNanos(System.nanoTime() - startedNanos);
    return new Receipt(attempt.seq(), attempt.number(), startedAt, duration, outcome);
  }

  /** Ends this claim: it sends nothing more and is given back as it is. */
  void end() {
    ended = true;
  }

  boolean isEnded() {
    return ended;
  }

  /** Returns whether the lane is no longer claimed, with the next step in its row. */
  boolean isSettled() {
    return settled;
  }

  void settle() {
    settled = true;
  }
}
