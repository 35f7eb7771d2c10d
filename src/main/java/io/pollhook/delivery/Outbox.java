package io.pollhook.delivery;

import io.pollhook.event.Notification;
import io.pollhook.store.Database;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Where a poll leaves its notifications, in the same transaction as the cursor that moves past
 * them: either both are durable, or neither.
 */
public final class Outbox {
  private final Database database;
  private final DueSignal signal;

  Outbox(Database database, DueSignal signal) {
    this.database = database;
    this.signal = signal;
  }

  /** Puts them behind what waits already; a wait between two attempts goes on as it is. */
  public void append(Handle handle, long instanceId, List<Notification> notifications) {
    if (notifications.isEmpty()) {
      return;
    }
    long now = database.now();
    try (PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO notifications (id, instance_id, body, created_at, attempts)"
                + " VALUES (?, ?, ?, ?, 0)")) {
      notifications.forEach(each -> batch.add(each.id(), instanceId, each.body(), now));
      batch.execute();
    }
    handle.execute(
        "UPDATE lanes SET due_at = COALESCE(due_at, ?) WHERE instance_id = ?", now, instanceId);
  }

  /** Wakes the delivery on this node; to be called once what was appended is committed. */
  public void signal() {
    signal.raise();
  }
}
