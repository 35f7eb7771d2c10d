package io.pollhook.delivery;

import io.pollhook.instance.Instance;
import io.pollhook.store.ClockListener;
import io.pollhook.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Opens, stops and shows the lanes; each belongs to one instance and ends with it. */
public final class Lanes {
  private final Database database;

  /** Over a database. */
  public Lanes(Database database) {
    this.database = database;
  }

  /**
   * Gives a new instance its lane; brings the lane of another in line with it. One that becomes
   * active, or whose callback URL has changed, is tried at once, held or not.
   */
  public void open(Handle handle, Instance instance) {
    CallbackAddress callback = CallbackAddress.of(instance);
    handle.execute(
        "INSERT INTO lanes (instance_id, active, callback, host, attempts, held, slow, fence,"
            + " lease_until) VALUES (?, 0, '', '', 0, 0, 0, 0, 0)"
            + " ON CONFLICT (instance_id) DO NOTHING",
        instance.id());
    if (!instance.isActive()) {
      deactivate(handle, instance.id());
    } else if (differs(handle, instance.id(), callback)) {
      activate(handle, instance.id());
    }
    handle.execute(
        "UPDATE lanes SET callback = ?, host = ? WHERE instance_id = ?",
        callback.url(),
        callback.host(),
        instance.id());
  }

  private static boolean differs(Handle handle, long instanceId, CallbackAddress callback) {
    return handle
        .select(
            "SELECT 1 FROM lanes WHERE instance_id = ? AND (active = 0 OR callback <> ?)",
            instanceId,
            callback.url())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** Starts it again where it stands: the notification in front is tried at once, as if new. */
  public void activate(Handle handle, long instanceId) {
    // Whether anything waits is left to the delivery, which looks under the row's lock.
    handle.execute(
        "UPDATE lanes SET active = 1, due_at = ?, attempts = 0, held = 0, slow = 0"
            + " WHERE instance_id = ?",
        database.now(),
        instanceId);
  }

  /** Sends nothing more until it is activated; what waits is kept. */
  public void deactivate(Handle handle, long instanceId) {
    handle.execute("UPDATE lanes SET active = 0 WHERE instance_id = ?", instanceId);
  }

  /** How the deliveries of an instance go; empty where it is gone. */
  public Optional<DeliveryStatus> status(long instanceId) {
    return database.read(
        handle ->
            handle
                .select(
                    "SELECT active, held, attempts, due_at, last_error, (SELECT COUNT(*)"
                        + " FROM notifications n WHERE n.instance_id = lanes.instance_id"
                        + " AND n.settled_at IS NULL) AS waiting FROM lanes WHERE instance_id = ?",
                    instanceId)
                .map(Lanes::status)
                .findOne());
  }

  /**
   * Moves due times and leases that lie ahead with the clock that went back.
   *
   * @see ClockListener
   */
  public static void clockWentBack(Handle handle, long now, long step) {
    ClockListener.moveBack(handle, "lanes", "due_at", now, step);
    ClockListener.moveBack(handle, "lanes", "lease_until", now, step);
  }

  private static DeliveryStatus status(ResultSet row, StatementContext context)
      throws SQLException {
    boolean active = row.getInt("active") == 1;
    long waiting = row.getLong("waiting");
    long dueAt = row.getLong("due_at");
    return new DeliveryStatus(
        active,
        row.getInt("held") == 1,
        waiting,
        row.getInt("attempts"),
        active && waiting > 0 ? Instant.ofEpochMilli(dueAt) : null,
        row.getString("last_error"));
  }
}
