package io.pollhook.delivery;

import io.pollhook.callback.CallbackAddress;
import io.pollhook.instance.Instance;
import io.pollhook.store.ClockListener;
import io.pollhook.store.Database;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Opens, stops and shows the lanes. Each belongs to one instance and is deleted with it. */
public final class Lanes {
  private final Database database;

  /** Creates the lanes over a database. */
  public Lanes(Database database) {
    this.database = database;
  }

  /**
   * Creates the lane of a new instance, or updates that of an existing one. A lane that becomes
   * active, or whose callback URL has changed, is tried at once, even if held.
   */
  public void open(Handle handle, Instance instance) {
    CallbackAddress callback = CallbackAddress.of(instance);
    LaneSql lanes = LaneSql.in(handle);
    lanes.insert(instance.id());
    if (!instance.isActive()) {
      deactivate(handle, instance.id());
    } else if (lanes.differs(instance.id(), callback.url()).isPresent()) {
      activate(handle, instance.id());
    }
    lanes.address(instance.id(), callback.url(), callback.host());
  }

  /**
   * Resumes the lane of an instance: the first waiting notification is tried at once, as if new.
   */
  public void activate(Handle handle, long instanceId) {
    // The delivery checks under the row's lock whether anything waits.
    LaneSql.in(handle).activate(instanceId, database.now());
  }

  /** Stops the lane until it is activated again; waiting notifications are kept. */
  public void deactivate(Handle handle, long instanceId) {
    LaneSql.in(handle).deactivate(instanceId);
  }

  /** Returns the delivery status of an instance; empty if there is no such instance. */
  public Optional<DeliveryStatus> status(long instanceId) {
    return database.read(handle -> LaneSql.in(handle).status(instanceId));
  }

  /**
   * Moves future due times and leases back with the clock.
   *
   * @see ClockListener
   */
  public static void clockWentBack(Handle handle, long now, long step) {
    ClockListener.moveBack(handle, "lanes", "due_at", now, step);
    ClockListener.moveBack(handle, "lanes", "lease_until", now, step);
  }
}
