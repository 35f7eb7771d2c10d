package io.pollhook.delivery;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.apache.camel.CamelContext;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leads a claimed lane from one notification to the next; a bean of the delivery route. */
public final class LaneDelivery {
  /** Then it is another lane's turn. */
  private static final int MOST_IN_A_ROW = 100;

  private static final Logger LOG = LoggerFactory.getLogger(LaneDelivery.class);

  private final LaneStore store;
  private final Permits permits;
  private final DueSignal signal;
  private final Lease lease;
  private final RetrySchedule schedule;
  private final Executor writers;
  private final DeliveryMeter meter;

  LaneDelivery(
      LaneStore store,
      Permits permits,
      DueSignal signal,
      Lease lease,
      RetrySchedule schedule,
      Executor writers,
      DeliveryMeter meter) {
    this.store = store;
    this.permits = permits;
    this.signal = signal;
    this.lease = lease;
    this.schedule = schedule;
    this.writers = writers;
    this.meter = meter;
  }

  /** What is to be sent next; null where this claim has nothing more to do. */
  public Attempt next(@ExchangeProperty("lane") LaneRun run, CamelContext context) {
    Optional<Attempt> next = goesOn(run, context) ? store.front(run) : Optional.empty();
    if (next.isPresent()) {
      run.receipts().writeBehind(delivered -> write(run, delivered), writers);
    }
    // writing may have waited for long, or found out that the claim is lost
    run.attempts();
    return goesOn(run, context) ? next.orElse(null) : null;
  }

  private boolean goesOn(LaneRun run, CamelContext context) {
    return !run.isSettled()
        && run.sent() < MOST_IN_A_ROW
        && lease.hasRoomUntil(run.leaseUntil())
        && !context.isStopping();
  }

  private void write(LaneRun run, List<Long> delivered) {
    long leaseUntil = lease.fromNow();
    if (store.delivered(run, delivered, leaseUntil)) {
      run.leasedUntil(leaseUntil);
    } else {
      run.settle();
    }
  }

  /** Takes note of how an attempt ended. */
  public void settle(
      @ExchangeProperty("lane") LaneRun run,
      @ExchangeProperty("attempt") Attempt attempt,
      @ExchangeProperty("outcome") Outcome outcome) {
    run.sent(attempt);
    meter.attempted(
        outcome.isDelivered() ? DeliveryMeter.Result.DELIVERED : DeliveryMeter.Result.FAILED,
        run.sinceAttempt());
    if (outcome.isDelivered()) {
      run.receipts().add(attempt.seq());
    } else {
      Optional<RetrySchedule.Step> step =
          store.failed(run, run.receipts().rest(), attempt, outcome, schedule);
      run.settle();
      step.ifPresent(some -> tell(attempt, outcome, some));
    }
  }

  private static void tell(Attempt attempt, Outcome outcome, RetrySchedule.Step step) {
    LOG.warn(
        "callback of instance {} failed: {}; {} in {} s",
        attempt.instance().id(),
        outcome.error(),
        step.held() ? "held, to be probed" : "to be tried again",
        step.pause().toSeconds());
  }

  /** Ends the claim, however it went, and makes room for another. */
  public void giveBack(@ExchangeProperty("lane") LaneRun run) {
    List<Long> rest = run.receipts().rest();
    boolean scarce = permits.giveBack(run.lane());
    boolean more = !run.isSettled() && store.giveBack(run, rest);
    if (scarce || more) {
      signal.raise();
    }
  }
}
