package io.pollhook.delivery;

import io.pollhook.claim.DueGate;
import io.pollhook.event.Notification;
import io.pollhook.store.Database;
import io.pollhook.store.Json;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Where a poll leaves its notifications, in the same transaction as the cursor that moves past
 * them: either both are durable, or neither.
 */
public final class Outbox {
  private final Database database;
  private final DueGate gate;
  private final long backlogLimit;

  /**
   * Over a database.
   *
   * @param backlogLimit how many notifications of an instance may wait before it finds no more
   */
  Outbox(Database database, DueGate gate, long backlogLimit) {
    this.database = database;
    this.gate = gate;
    this.backlogLimit = backlogLimit;
  }

  /**
   * Why an instance should find no more changes for now, for people: too many notifications wait.
   * Empty if there is room.
   */
  public Optional<String> backlog(long instanceId) {
    long waiting = database.read(handle -> LaneSql.in(handle).waiting(instanceId).orElse(0L));
    return waiting < backlogLimit
        ? Optional.empty()
        : Optional.of(
            ("polling is paused, because %,d notifications wait for the callback"
                    + " (pollhook.delivery.backlog-limit is %,d); it continues by itself once fewer"
                    + " wait")
                .formatted(waiting, backlogLimit));
  }

  /** Puts them behind those that wait already; a wait between two attempts continues as it is. */
  public void append(Handle handle, long instanceId, List<Notification> notifications) {
    if (notifications.isEmpty()) {
      return;
    }
    long now = database.now();
    long place = lastPlace(handle, instanceId, notifications.size());
    try (PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO notifications (place, id, instance_id, object_type, body, created_at,"
                + " attempts) VALUES (?, ?, ?, ?, ?, ?, 0)")) {
      for (Notification each : notifications) {
        place++;
        batch.add(place, each.id(), instanceId, Json.key(each.objectType()), each.body(), now);
      }
      batch.execute();
    }
  }

  /**
   * Takes places at the end of an instance's lane and returns the last one before them. The lane's
   * row stays locked until the transaction ends, so that no later place is visible before it.
   */
  long lastPlace(Handle handle, long instanceId, int count) {
    return LaneSql.in(handle).extend(instanceId, count, database.now()) - count;
  }

  /** Wakes the delivery on this node; to be called once what was appended is committed. */
  public void signal() {
    gate.dueNow();
  }
}
