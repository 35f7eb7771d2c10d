package io.pollhook.delivery;

import io.pollhook.callback.ConsumerName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The routes that currently take notifications, by the name in {@code pollhook:<name>}. Lanes
 * without such a route wait.
 */
public final class Consumers {
  private final Map<String, NotificationConsumer> byName = new ConcurrentHashMap<>();
  private final List<Runnable> arrivals = new CopyOnWriteArrayList<>();

  /**
   * Registers a route that takes notifications from now on. Each name has one route: a notification
   * is acknowledged once, so a second route would get nothing.
   *
   * @throws IllegalStateException if another route has that name
   */
  public void add(String name, NotificationConsumer consumer) {
    NotificationConsumer other = byName.putIfAbsent(name, consumer);
    if (other != null && other != consumer) {
      throw new IllegalStateException(
          "%s%s already has a consumer (%s), expected one for each name; give this one another"
                  .formatted(ConsumerName.SCHEME, name, other)
              + " name, or let one route call both");
    }
    arrivals.forEach(Runnable::run);
  }

  /**
   * Removes a route, which gets no further notifications; one that it is handling now is not
   * affected.
   */
  public void remove(String name, NotificationConsumer consumer) {
    byName.remove(name, consumer);
  }

  Optional<NotificationConsumer> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * Returns whether the route that a callback URL names takes notifications; always true for HTTP
   * URLs.
   */
  boolean serve(String url) {
    return ConsumerName.in(url).map(byName::containsKey).orElse(true);
  }

  /** Returns the hosts that stand for the present routes in the lanes' rows. */
  List<String> hosts() {
    return byName.keySet().stream().map(ConsumerName.HOST::concat).toList();
  }

  /** Registers a listener that runs whenever a route arrives. */
  void onArrival(Runnable listener) {
    arrivals.add(listener);
  }

  void forget(Runnable listener) {
    arrivals.remove(listener);
  }
}
