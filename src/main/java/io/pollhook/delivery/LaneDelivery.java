package io.pollhook.delivery;

import io.pollhook.instance.Instance;
import io.pollhook.trace.Span;
import io.pollhook.trace.Tracing;
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
  private final FailurePolicy policy;
  private final Executor writers;
  private final DeliveryMeter meter;
  private final Tracing tracing;

  LaneDelivery(
      LaneStore store,
      Permits permits,
      DueSignal signal,
      Lease lease,
      FailurePolicy policy,
      Executor writers,
      DeliveryMeter meter,
      Tracing tracing) {
    this.store = store;
    this.permits = permits;
    this.signal = signal;
    this.lease = lease;
    this.policy = policy;
    this.writers = writers;
    this.meter = meter;
    this.tracing = tracing;
  }

  /** What is to be sent next; null where this claim has nothing more to do. */
  public Attempt next(@ExchangeProperty("lane") LaneRun run, CamelContext context) {
    Optional<Attempt> next = goesOn(run, context) ? store.front(run) : Optional.empty();
    if (next.isPresent()) {
      run.receipts().writeBehind(delivered -> write(run, delivered), writers);
    }
    // writing may have waited for long, or found out that the claim is lost
    run.starts(lease.clock());
    Attempt attempt = goesOn(run, context) ? next.orElse(null) : null;
    if (attempt != null) {
      run.traces(span(run, attempt));
    }
    return attempt;
  }

  private Span span(LaneRun run, Attempt attempt) {
    Instance instance = attempt.instance();
    return tracing
        .delivery(
            attempt.traceparent(),
            instance.id(),
            instance.elementKey(),
            attempt.notification().id())
        .with("server.address", run.lane().host())
        .with("pollhook.attempt", attempt.number());
  }

  private boolean goesOn(LaneRun run, CamelContext context) {
    return !run.isSettled()
        && !run.isEnded()
        && run.sent() < MOST_IN_A_ROW
        && lease.hasRoomUntil(run.leaseUntil())
        && !context.isStopping();
  }

  private void write(LaneRun run, List<Receipt> delivered) {
    long leaseUntil = lease.fromNow();
    if (store.delivered(run, delivered, leaseUntil)) {
      run.leasedUntil(leaseUntil);
      permits.extend(run.lane());
    } else {
      run.settle();
    }
  }

  /** Takes note of how an attempt ended. */
  public void settle(
      @ExchangeProperty("lane") LaneRun run,
      @ExchangeProperty("attempt") Attempt attempt,
      @ExchangeProperty("outcome") Outcome outcome) {
    end(run.span(), outcome);
    if (outcome.isAbsent()) {
      run.end(); // its consumer went away meanwhile: the lane waits for another one
      return;
    }
    Receipt receipt = run.ended(attempt, outcome);
    if (outcome.isDelivered()) {
      run.receipts().add(receipt);
      meter.attempted(DeliveryMeter.Result.DELIVERED, receipt.duration());
    } else {
      Optional<FailurePolicy.Step> step =
          store.failed(run, run.receipts().rest(), attempt, receipt, policy);
      run.settle();
      boolean parked = step.map(FailurePolicy.Step::parked).orElse(false);
      meter.attempted(
          parked ? DeliveryMeter.Result.PARKED : DeliveryMeter.Result.FAILED, receipt.duration());
      step.ifPresent(some -> report(attempt, outcome, some));
    }
  }

  private static void end(Span span, Outcome outcome) {
    if (outcome.status() != null) {
      span.with("http.response.status_code", outcome.status());
    }
    if (!outcome.isDelivered()) {
      String why = outcome.timedOut() ? "timeout" : "no answer";
      span.failed(outcome.status() == null ? why : String.valueOf(outcome.status()));
    }
    span.end();
  }

  private void report(Attempt attempt, Outcome outcome, FailurePolicy.Step step) {
    Instance instance = attempt.instance();
    if (step.parked()) {
      LOG.warn(
          "instance {} ({}): the notification {} is parked after too many failed attempts: {}."
              + " It can be redelivered. {}",
          instance.id(),
          instance.elementKey(),
          attempt.notification().id(),
          outcome.error(),
          step.held()
              ? "Five were parked in a row: the callback is held"
              : "The next one goes out");
      signal.raise();
    } else {
      LOG.warn(
          "instance {} ({}): the callback failed: {}; {} in {} s",
          instance.id(),
          instance.elementKey(),
          outcome.error(),
          step.held() ? "held; notifications wait, next probe" : "next attempt",
          step.pause().toSeconds());
    }
  }

  /** Ends the claim, however it went, and makes room for another. */
  public void giveBack(@ExchangeProperty("lane") LaneRun run) {
    List<Receipt> rest = run.receipts().rest();
    boolean scarce = permits.giveBack(run.lane());
    boolean more = !run.isSettled() && store.giveBack(run, rest);
    if (scarce || more) {
      signal.raise();
    }
  }
}
