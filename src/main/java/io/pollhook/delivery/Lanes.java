package io.pollhook.delivery;

import io.pollhook.instance.Instance;
import io.pollhook.store.ClockListener;
import io.pollhook.store.Database;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

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
    LaneSql lanes = LaneSql.in(handle);
    lanes.insert(instance.id());
    if (!instance.isActive()) {
      deactivate(handle, instance.id());
    } else if (lanes.differs(instance.id(), callback.url()).isPresent()) {
      activate(handle, instance.id());
    }
    lanes.address(instance.id(), callback.url(), callback.host());
  }

  /** Starts it again where it stands: the notification in front is tried at once, as if new. */
  public void activate(Handle handle, long instanceId) {
    // Whether anything waits is left to the delivery, which looks under the row's lock.
    LaneSql.in(handle).activate(instanceId, database.now());
  }

  /** Sends nothing more until it is activated; waiting notifications are kept. */
  public void deactivate(Handle handle, long instanceId) {
    LaneSql.in(handle).deactivate(instanceId);
  }

  /** How the deliveries of an instance go; empty if there is none. */
  public Optional<DeliveryStatus> status(long instanceId) {
    return database.read(handle -> LaneSql.in(handle).status(instanceId));
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
}
