package io.pollhook.delivery;

import io.pollhook.claim.DueGate;
import io.pollhook.claim.Lease;
import io.pollhook.instance.Instance;
import io.pollhook.log.About;
import io.pollhook.trace.Span;
import io.pollhook.trace.Tracing;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.apache.camel.CamelContext;
import org.apache.camel.ExchangeProperty;

/** Sends the notifications of a claimed lane one by one; a bean of the delivery route. */
public final class LaneDelivery {
  /** The most notifications sent before other lanes get their turn. */
  private static final int MOST_IN_A_ROW = 100;

  private final LaneStore store;
  private final LaneSettlement settlement;
  private final DeliveryPermits permits;
  private final DueGate gate;
  private final Lease lease;
  private final Executor writers;
  private final DeliveryMeter meter;
  private final DeliveryLog log;
  private final Tracing tracing;

  LaneDelivery(
      LaneStore store,
      LaneSettlement settlement,
      DeliveryPermits permits,
      DueGate gate,
      Lease lease,
      Executor writers,
      DeliveryMeter meter,
      DeliveryLog log,
      Tracing tracing) {
    this.store = store;
    this.settlement = settlement;
    this.permits = permits;
    this.gate = gate;
    this.lease = lease;
    this.writers = writers;
    this.meter = meter;
    this.log = log;
    this.tracing = tracing;
  }

  /** Returns the next notification to send; null if this claim has nothing left to do. */
  public Attempt next(@ExchangeProperty("lane") LaneRun run, CamelContext context) {
    run.beginLog();
    Optional<Attempt> next = continues(run, context) ? store.front(run) : Optional.empty();
    if (next.isPresent()) {
      run.receipts().writeBehind(delivered -> write(run, delivered), writers);
    }
    // writing may have taken long, or revealed that the claim was lost
    run.starts(lease.clock());
    Attempt attempt = continues(run, context) ? next.orElse(null) : null;
    if (attempt != null) {
      run.beginLog(); // its element is known now
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

  private boolean continues(LaneRun run, CamelContext context) {
    return !run.isSettled()
        && !run.isEnded()
        && run.sent() < MOST_IN_A_ROW
        && lease.hasRoomUntil(run.leaseUntil())
        && !context.isStopping();
  }

  private void write(LaneRun run, List<Receipt> delivered) {
    long leaseUntil = lease.fromNow();
    if (settlement.delivered(run, delivered, leaseUntil)) {
      run.leasedUntil(leaseUntil);
      permits.extend(run.lane());
    } else {
      run.settle();
    }
  }

  /** Settles a finished attempt. */
  public void settle(
      @ExchangeProperty("lane") LaneRun run,
      @ExchangeProperty("attempt") Attempt attempt,
      @ExchangeProperty("outcome") AttemptResult outcome) {
    run.beginLog(); // a user's step may have continued on another thread
    end(run.span(), outcome);
    if (outcome.isAbsent()) {
      run.end(); // its consumer has stopped: the lane waits for another one
      return;
    }
    Receipt receipt = run.ended(attempt, outcome);
    if (outcome.isDelivered()) {
      run.receipts().add(receipt);
      meter.attempted(DeliveryMeter.Result.DELIVERED, receipt.duration());
      log.delivered(attempt.instance());
    } else {
      settleFailed(run, attempt, receipt);
    }
  }

  private static void end(Span span, AttemptResult outcome) {
    if (outcome.status() != null) {
      span.with("http.response.status_code", outcome.status());
    }
    if (!outcome.isDelivered()) {
      String why = outcome.timedOut() ? "timeout" : "no answer";
      span.failed(outcome.status() == null ? why : String.valueOf(outcome.status()));
    }
    span.end();
  }

  private void settleFailed(LaneRun run, Attempt attempt, Receipt receipt) {
    Optional<FailurePolicy.Step> step =
        settlement.failed(run, run.receipts().rest(), attempt, receipt);
    run.settle();
    boolean parked = step.map(FailurePolicy.Step::parked).orElse(false);
    meter.attempted(
        parked ? DeliveryMeter.Result.PARKED : DeliveryMeter.Result.FAILED, receipt.duration());
    String error = receipt.outcome().error();
    if (parked) {
      log.parked(attempt, error, step.get());
      gate.dueNow(); // the next notification
    } else {
      step.ifPresent(some -> log.failed(attempt.instance(), error, some));
    }
  }

  /** Ends the claim, whatever its outcome, and returns its permit. */
  public void giveBack(@ExchangeProperty("lane") LaneRun run) {
    try {
      List<Receipt> rest = run.receipts().rest();
      boolean scarce = permits.giveBack(run.lane());
      boolean more = !run.isSettled() && settlement.giveBack(run, rest);
      if (scarce || more) {
        gate.dueNow();
      }
    } finally {
      About.end();
    }
  }
}
