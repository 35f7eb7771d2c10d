package io.pollhook.delivery;

import io.pollhook.claim.DueGate;
import io.pollhook.claim.Lease;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.apache.camel.CamelContext;
import org.apache.camel.ExchangeProperty;

/** Leads a claimed lane from one notification to the next; a bean of the delivery route. */
public final class LaneDelivery {
  /** Then it is another lane's turn. */
  private static final int MOST_IN_A_ROW = 100;

  private final LaneStore store;
  private final LaneSettlement settlement;
  private final DeliveryPermits permits;
  private final DueGate gate;
  private final Lease lease;
  private final Executor writers;
  private final DeliveryMeter meter;
  private final DeliveryLog log;

  LaneDelivery(
      LaneStore store,
      LaneSettlement settlement,
      DeliveryPermits permits,
      DueGate gate,
      Lease lease,
      Executor writers,
      DeliveryMeter meter,
      DeliveryLog log) {
    this.store = store;
    this.settlement = settlement;
    this.permits = permits;
    this.gate = gate;
    this.lease = lease;
    this.writers = writers;
    this.meter = meter;
    this.log = log;
  }

  /** The notification to send next; null if this claim has nothing more to do. */
  public Attempt next(@ExchangeProperty("lane") LaneRun run, CamelContext context) {
    Optional<Attempt> next = continues(run, context) ? store.front(run) : Optional.empty();
    if (next.isPresent()) {
      run.receipts().writeBehind(delivered -> write(run, delivered), writers);
    }
    // writing may have waited for long, or found out that the claim is lost
    run.starts(lease.clock());
    return continues(run, context) ? next.orElse(null) : null;
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

  /** Settles an attempt that has ended. */
  public void settle(
      @ExchangeProperty("lane") LaneRun run,
      @ExchangeProperty("attempt") Attempt attempt,
      @ExchangeProperty("outcome") AttemptResult outcome) {
    if (outcome.isAbsent()) {
      run.end(); // its consumer went away meanwhile: the lane waits for another one
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
      gate.dueNow(); // the next one
    } else {
      step.ifPresent(some -> log.failed(attempt.instance(), error, some));
    }
  }

  /** Ends the claim, however it went, and makes room for another. */
  public void giveBack(@ExchangeProperty("lane") LaneRun run) {
    List<Receipt> rest = run.receipts().rest();
    boolean scarce = permits.giveBack(run.lane());
    boolean more = !run.isSettled() && settlement.giveBack(run, rest);
    if (scarce || more) {
      gate.dueNow();
    }
  }
}
