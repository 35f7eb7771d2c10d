package io.pollhook.delivery;

import java.util.Optional;
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

  LaneDelivery(
      LaneStore store, Permits permits, DueSignal signal, Lease lease, RetrySchedule schedule) {
    this.store = store;
    this.permits = permits;
    this.signal = signal;
    this.lease = lease;
    this.schedule = schedule;
  }

  /** What is to be sent next; null where this claim has nothing more to do. */
  public Attempt next(@ExchangeProperty("lane") LaneRun run, CamelContext context) {
    if (run.isSettlingDue(lease.now())) {
      settleDelivered(run);
    }
    Optional<Attempt> next = goesOn(run, context) ? store.front(run) : Optional.empty();
    if (next.isEmpty() && run.lastUnsettled() > 0) {
      settleDelivered(run);
      return next(run, context); // what came meanwhile
    }
    return next.orElse(null);
  }

  private boolean goesOn(LaneRun run, CamelContext context) {
    return !run.isSettled()
        && run.sent() < MOST_IN_A_ROW
        && lease.hasRoomUntil(run.leaseUntil())
        && !context.isStopping();
  }

  /**
   * Callbacks that answer at once are written down some at a time, which costs one wait for the
   * disk; slower ones each.
   */
  private void settleDelivered(LaneRun run) {
    long leaseUntil = lease.fromNow();
    if (store.delivered(run, leaseUntil)) {
      run.goOn(leaseUntil);
    } else {
      run.settle();
    }
  }

  /** Writes down how an attempt ended. */
  public void settle(
      @ExchangeProperty("lane") LaneRun run,
      @ExchangeProperty("attempt") Attempt attempt,
      @ExchangeProperty("outcome") Outcome outcome) {
    if (outcome.isDelivered()) {
      run.delivered(attempt, lease.now());
    } else {
      if (run.lastUnsettled() > 0) {
        settleDelivered(run);
      }
      Optional<RetrySchedule.Step> step = store.failed(run, attempt, outcome, schedule);
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
    boolean scarce = permits.giveBack(run.lane());
    if (run.lastUnsettled() > 0) {
      settleDelivered(run);
    }
    if (!run.isSettled()) {
      store.giveBack(run);
    }
    if (scarce || !run.isSettled()) {
      signal.raise();
    }
  }
}
