package io.pollhook.delivery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The routes that take notifications now, by the name in {@code pollhook:<name>}. A lane whose
 * route is not among them waits.
 */
public final class Consumers {
  private final Map<String, NotificationConsumer> byName = new ConcurrentHashMap<>();
  private final List<Runnable> arrivals = new CopyOnWriteArrayList<>();

  /**
   * A route takes notifications from now on. There is one for a name: each notification is
   * acknowledged by one route, so a second one would get nothing.
   *
   * @throws IllegalStateException if another one has that name
   */
  public void add(String name, NotificationConsumer consumer) {
    NotificationConsumer other = byName.putIfAbsent(name, consumer);
    if (other != null && other != consumer) {
      throw new IllegalStateException(
          "%s%s has a consumer already (%s), expected one for each name; give this one another"
                  .formatted(ConsumerName.SCHEME, name, other)
              + " name, or let one route call both");
    }
    arrivals.forEach(Runnable::run);
  }

  /** A route takes no more notifications; the one that it has is not affected. */
  public void remove(String name, NotificationConsumer consumer) {
    byName.remove(name, consumer);
  }

  Optional<NotificationConsumer> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Whether the route that a callback URL leads to takes notifications; true for HTTP ones. */
  boolean serve(String url) {
    return ConsumerName.in(url).map(byName::containsKey).orElse(true);
  }

  /** The lanes' hosts that stand for the present routes. */
  List<String> hosts() {
    return byName.keySet().stream().map(ConsumerName.HOST::concat).toList();
  }

  /** Has that run whenever a route arrives. */
  void onArrival(Runnable listener) {
    arrivals.add(listener);
  }

  void forget(Runnable listener) {
    arrivals.remove(listener);
  }
}
