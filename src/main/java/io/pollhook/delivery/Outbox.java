package io.pollhook.delivery;

import io.pollhook.claim.DueGate;
import io.pollhook.event.Notification;
import io.pollhook.store.Database;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Stores a poll's notifications in the transaction that moves its cursor past them: either both are
 * durable, or neither is.
 */
public final class Outbox {
  private final Database database;
  private final DueGate gate;
  private final long backlogLimit;

  /**
   * Creates the outbox over a database.
   *
   * @param backlogLimit the number of waiting notifications at which the polling of an instance
   *     pauses
   */
  Outbox(Database database, DueGate gate, long backlogLimit) {
    this.database = database;
    this.gate = gate;
    this.backlogLimit = backlogLimit;
  }

  /**
   * Returns a message for people if the polling of an instance is paused because too many
   * notifications wait; empty if there is room.
   */
  public Optional<String> backlog(long instanceId) {
    long waiting = database.read(handle -> LaneSql.in(handle).waiting(instanceId).orElse(0L));
    return waiting < backlogLimit
        ? Optional.empty()
        : Optional.of(
            ("polling is paused because %,d notifications wait for the callback"
                    + " (pollhook.delivery.backlog-limit is %,d); it continues by itself once fewer"
                    + " wait")
                .formatted(waiting, backlogLimit));
  }

  /** Appends notifications that no poll has found. */
  public void append(Handle handle, long instanceId, List<Notification> notifications) {
    append(handle, instanceId, notifications, null);
  }

  /**
   * Appends notifications after those already waiting; a wait between two attempts is not changed.
   *
   * @param traceparent the trace that their delivery belongs to; null if there is none
   */
  public void append(
      Handle handle, long instanceId, List<Notification> notifications, String traceparent) {
    if (notifications.isEmpty()) {
      return;
    }
    long now = database.now();
    long place = lastPlace(handle, instanceId, notifications.size());
    NotificationSql.in(handle).insert(instanceId, notifications, place, now, traceparent);
  }

  /**
   * Reserves places at the end of an instance's lane and returns the place before them. The lane's
   * row stays locked until the transaction ends, so that no later place is visible before it.
   */
  long lastPlace(Handle handle, long instanceId, int count) {
    return LaneSql.in(handle).extend(instanceId, count, database.now()) - count;
  }

  /** Wakes the delivery on this node; call it after the commit. */
  public void signal() {
    gate.dueNow();
  }
}
