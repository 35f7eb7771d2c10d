package io.pollhook.event;

import io.pollhook.instance.Instance;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Packs the events of a poll into notifications. */
public final class Notifications {
  /** The most events that one notification carries. */
  public static final int MOST_EVENTS = 10;

  /**
   * The most bytes in a notification of several events: the default limit of common servers (nginx,
   * {@code client_max_body_size}). A single event may be larger.
   */
  static final int MOST_BYTES = 1 << 20;

  private final Clock clock;
  private final NotificationIds ids;

  /** Uses a clock for {@code createdDate} and the ids. */
  public Notifications(Clock clock) {
    this.clock = clock;
    this.ids = new NotificationIds(clock);
  }

  /**
   * Returns the notifications of one poll, in the order of its events.
   *
   * @param hubKey the hub of the instance's element
   * @param events the events of one resource and one poll; may be empty
   */
  public List<Notification> of(Instance instance, String hubKey, List<Event> events) {
    NotificationBody body = new NotificationBody(instance, hubKey);
    Instant created = clock.instant();
    List<Notification> notifications = new ArrayList<>();
    for (int from = 0; from < events.size(); from += MOST_EVENTS) {
      int to = Math.min(from + MOST_EVENTS, events.size());
      addTo(notifications, body, created, events.subList(from, to));
    }
    return notifications;
  }

  /**
   * Returns the topic of an instance's notifications, by which Cloud Elements' clients sort them.
   */
  public static String topic(long instanceId, String elementKey) {
    return "instance-" + instanceId + "-" + elementKey + "-events";
  }

  /** Adds one notification, or splits it in halves if it would be too large. */
  private void addTo(
      List<Notification> notifications, NotificationBody body, Instant created, List<Event> few) {
    String id = ids.next();
    byte[] bytes = body.of(id, created, few);
    if (bytes.length <= MOST_BYTES || few.size() == 1) {
      notifications.add(new Notification(id, few.get(0).objectType(), bytes));
    } else {
      addTo(notifications, body, created, few.subList(0, few.size() / 2));
      addTo(notifications, body, created, few.subList(few.size() / 2, few.size()));
    }
  }
}
