package io.pollhook.delivery;

import io.pollhook.claim.DueGate;
import io.pollhook.claim.Lease;
import io.pollhook.store.Database;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;

/** Finds and claims the lanes that are due; a bean of the delivery route. */
public final class LaneClaims {
  private final Database database;
  private final LaneStore store;
  private final DeliveryPermits permits;
  private final Consumers consumers;
  private final DueGate gate;
  private final Lease lease;

  LaneClaims(
      Database database,
      LaneStore store,
      DeliveryPermits permits,
      Consumers consumers,
      DueGate gate,
      Lease lease) {
    this.database = database;
    this.store = store;
    this.permits = permits;
    this.consumers = consumers;
    this.gate = gate;
    this.lease = lease;
  }

  /** Returns whether lanes may be due, without asking the database. */
  public boolean isDue() {
    return gate.isOpen();
  }

  /** Claims the lanes that are due, up to the number of free permits; each lane takes one. */
  public synchronized List<LaneRun> claim(CamelContext context) {
    return gate.claim("deliveries", runs -> claim(context, runs));
  }

  /** Adds the claimed lanes to a list; returns when another lane is due. */
  private long claim(CamelContext context, List<LaneRun> runs) {
    long nextDue = Long.MAX_VALUE;
    boolean more = !context.isStopping();
    while (more) {
      int limit = permits.free() + 1;
      long now = database.now();
      List<Lane> lanes = store.first(limit, permits, consumers);
      List<Lane> due = lanes.stream().filter(lane -> lane.dueAt() <= now).toList();
      List<LaneRun> claimed = claim(due);
      runs.addAll(claimed);
      if (due.size() < lanes.size()) {
        nextDue = Math.min(nextDue, lanes.get(due.size()).dueAt());
      }
      more = due.size() == limit && !claimed.isEmpty() && permits.free() > 0;
    }
    return nextDue;
  }

  private List<LaneRun> claim(List<Lane> due) {
    List<Lane> permitted = due.stream().filter(permits::take).toList();
    List<Lane> lost = new ArrayList<>(permitted);
    try {
      List<LaneRun> claimed = store.claim(permitted, lease.fromNow());
      claimed.forEach(run -> lost.remove(run.lane()));
      return claimed;
    } finally {
      lost.forEach(permits::giveBack);
    }
  }
}
