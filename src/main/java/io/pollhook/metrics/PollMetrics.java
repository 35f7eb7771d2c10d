package io.pollhook.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.pollhook.event.Event;
import io.pollhook.event.EventType;
import io.pollhook.poll.PollMeter;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts polls and the changes they find, by element. */
final class PollMetrics implements PollMeter {
  private static final Duration[] LAG_BUCKETS =
      Buckets.ofSeconds(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800);

  private final MeterRegistry registry;
  private final Counter dropped;
  private final Timer lag;

  PollMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.dropped =
        Counter.builder("pollhook.events.dropped")
            .description("Changes that a route dropped")
            .register(registry);
    this.lag =
        Timer.builder("pollhook.poll.lag")
            .description("Delay between the time a poll is due and its start")
            .serviceLevelObjectives(LAG_BUCKETS)
            .register(registry);
  }

  /** Registers the counters of an element, so that they show 0 before anything is counted. */
  void show(String element) {
    for (Result result : Result.values()) {
      polls(element, result);
    }
    for (EventType type : EventType.values()) {
      events(element, type);
    }
  }

  @Override
  public void started(Duration late) {
    lag.record(late);
  }

  @Override
  public void found(String element, Collection<Event> events, int droppedChanges) {
    Map<EventType, Long> byType =
        events.stream().collect(Collectors.groupingBy(Event::eventType, Collectors.counting()));
    byType.forEach((type, count) -> events(element, type).increment(count));
    dropped.increment(droppedChanges);
  }

  @Override
  public void ended(String element, Result result) {
    polls(element, result).increment();
  }

  private Counter polls(String element, Result result) {
    return Counter.builder("pollhook.polls")
        .description("Polls that ended")
        .tag("element", element)
        .tag("outcome", result.label())
        .register(registry);
  }

  private Counter events(String element, EventType type) {
    return Counter.builder("pollhook.events")
        .description("Events committed for delivery")
        .tag("element", element)
        .tag("type", type.name())
        .register(registry);
  }
}
