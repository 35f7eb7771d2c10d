package io.pollhook.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.delivery.NotificationSql.Found;
import io.pollhook.delivery.NotificationSql.Settled;
import io.pollhook.event.Event;
import io.pollhook.event.EventType;
import io.pollhook.event.Notification;
import io.pollhook.event.Notifications;
import io.pollhook.instance.Instance;
import io.pollhook.store.Database;
import io.pollhook.store.Json;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Sends notifications again, with their id and body unchanged, after those already waiting.
 * Failures are retried as usual.
 */
public final class Redelivery {
  private static final int AT_ONCE = 500;
  private static final String TEST = "test";

  private final Database database;
  private final Outbox outbox;
  private final Notifications notifications;

  /** The result of a request to send a notification again. */
  public enum Result {
    /** It is queued after the others and will be sent again. */
    QUEUED,
    /** It was not settled yet, and is sent anyway. */
    WAITING_ALREADY,
    /** The instance has no notification with this id. */
    UNKNOWN
  }

  Redelivery(Database database, Outbox outbox, Notifications notifications) {
    this.database = database;
    this.outbox = outbox;
    this.notifications = notifications;
  }

  /** Sends one notification of an instance again; the request is durable when this returns. */
  public Result redeliver(long instanceId, String notificationId) {
    Result result =
        database.write(
            handle -> {
              lockLane(handle, instanceId);
              return NotificationSql.in(handle)
                  .find(instanceId, notificationId)
                  .map(found -> requeue(handle, instanceId, found))
                  .orElse(Result.UNKNOWN);
            });
    outbox.signal();
    return result;
  }

  private Result requeue(Handle handle, long instanceId, Found found) {
    if (found.waits()) {
      return Result.WAITING_ALREADY;
    }
    return requeue(handle, instanceId, List.of(found.seq())) == 1 ? Result.QUEUED : Result.UNKNOWN;
  }

  /**
   * Sends the settled notifications of an instance that match a filter again, in their order.
   * Durable when this returns; if it fails, some may have been queued.
   *
   * @return the number queued, without those that still wait, because they are sent anyway
   */
  public long redeliver(long instanceId, NotificationFilter filter) {
    long count = 0;
    long after = 0;
    List<Settled> rows;
    do {
      long from = after;
      rows =
          database.read(
              handle -> NotificationSql.in(handle).settled(instanceId, filter, from, AT_ONCE));
      List<Long> seqs = rows.stream().filter(Settled::matches).map(Settled::seq).toList();
      if (!seqs.isEmpty()) {
        count += requeueLocked(instanceId, seqs);
      }
      after = rows.isEmpty() ? after : rows.get(rows.size() - 1).seq();
    } while (rows.size() == AT_ONCE);
    outbox.signal();
    return count;
  }

  private int requeueLocked(long instanceId, List<Long> seqs) {
    return database.write(
        handle -> {
          lockLane(handle, instanceId);
          return requeue(handle, instanceId, seqs);
        });
  }

  /**
   * Locks the lane. Locks are always taken in the same order: first the lane, then its
   * notifications.
   */
  private static void lockLane(Handle handle, long instanceId) {
    LaneSql.in(handle).lock(instanceId);
  }

  /**
   * Moves the notifications that are still settled to the end of the lane, in the order of the
   * list.
   */
  private int requeue(Handle handle, long instanceId, List<Long> seqs) {
    NotificationSql stored = NotificationSql.in(handle);
    List<Long> settled = stored.lockSettled(seqs);
    if (settled.isEmpty()) {
      return 0;
    }
    stored.requeue(settled, outbox.lastPlace(handle, instanceId, settled.size()));
    return settled.size();
  }

  /**
   * Queues a notification with one event of the object type {@code test}, which is delivered like
   * any other: it waits while the callback is held or the instance disabled. If only the events are
   * disabled, it is tried at once, unless a waiting change would have to be delivered before it.
   * Durable when this returns.
   *
   * @param hubKey the hub of the instance's element
   * @return the notification's id
   */
  public String test(Instance instance, String hubKey) {
    Notification notification = testNotification(instance, hubKey);
    database.writing(
        handle -> {
          outbox.append(handle, instance.id(), List.of(notification));
          if (!instance.isActive()) {
            LaneSql.in(handle).activateForTests(instance.id(), Json.key(TEST), database.now());
          }
        });
    outbox.signal();
    return notification.id();
  }

  private Notification testNotification(Instance instance, String hubKey) {
    Instant now = database.clock().instant();
    ObjectNode raw = Json.ASCII.createObjectNode();
    raw.put("id", TEST);
    raw.put("message", "A test notification from Pollhook: nothing has changed.");
    Event event = new Event(TEST, TEST, EventType.UNKNOWN, now, now, null, raw);
    return notifications.of(instance, hubKey, List.of(event)).get(0);
  }
}
