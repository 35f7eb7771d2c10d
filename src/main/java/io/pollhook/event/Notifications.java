package io.pollhook.event;

import io.pollhook.instance.Instance;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Packs the events of a poll into notifications. */
public final class Notifications {
  /** The most events that one notification carries. */
  public static final int MOST_EVENTS = 10;

  private final Clock clock;
  private final NotificationIds ids;

  /** With the clock that {@code createdDate} and the ids are read from. */
  public Notifications(Clock clock) {
    this.clock = clock;
    this.ids = new NotificationIds(clock);
  }

  /**
   * The notifications of one poll, in the order of its events.
   *
   * @param hubKey the hub of the instance's element
   * @param events of one resource and one poll; none give no notification
   */
  public List<Notification> of(Instance instance, String hubKey, List<Event> events) {
    NotificationBody body = new NotificationBody(instance, hubKey);
    Instant created = clock.instant();
    return IntStream.iterate(0, from -> from < events.size(), from -> from + MOST_EVENTS)
        .mapToObj(from -> events.subList(from, Math.min(from + MOST_EVENTS, events.size())))
        .map(few -> notification(body, created, few))
        .toList();
  }

  private Notification notification(NotificationBody body, Instant created, List<Event> events) {
    String id = ids.next();
    return new Notification(id, body.of(id, created, events));
  }
}
