package io.pollhook.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.pollhook.element.ElementCatalog;
import io.pollhook.element.Resource;
import io.pollhook.feed.FeedState;
import io.pollhook.statistics.StoredFigures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The gauges of the database's contents. They are NaN while the database cannot be read. */
final class StoredMetrics {
  private final ElementCatalog elements;
  private final MultiGauge feeds;
  private final MultiGauge freshness;
  private volatile StoredFigures figures;

  StoredMetrics(MeterRegistry registry, ElementCatalog elements) {
    this.elements = elements;
    feeds =
        MultiGauge.builder("pollhook.feeds")
            .description("Feeds of enabled instances, by state")
            .register(registry);
    freshness =
        MultiGauge.builder("pollhook.freshness")
            .description("Age of the oldest last complete poll among the feeds of a resource")
            .baseUnit("seconds")
            .register(registry);
    gauge("pollhook.notifications.waiting", null, StoredFigures::waiting)
        .description("Notifications waiting for their callback")
        .register(registry);
    gauge("pollhook.notification.age", "seconds", StoredMetrics::age)
        .description("Age of the oldest waiting notification")
        .register(registry);
    gauge("pollhook.callbacks.held", null, StoredFigures::held)
        .description("Callbacks that are held because they keep failing")
        .register(registry);
  }

  private Gauge.Builder<StoredMetrics> gauge(
      String name, String unit, ToDoubleFunction<StoredFigures> value) {
    return Gauge.builder(name, this, self -> self.read(value)).baseUnit(unit);
  }

  private double read(ToDoubleFunction<StoredFigures> value) {
    StoredFigures last = figures;
    return last == null ? Double.NaN : value.applyAsDouble(last);
  }

  private static double age(StoredFigures figures) {
    return figures.waiting() == 0 ? 0 : seconds(figures.readAt() - figures.waitingSince());
  }

  private static double seconds(long millis) {
    return Math.max(0, millis) / 1000.0; // a provider's clock may be ahead
  }

  /** Shows these figures from now on; empty if the database cannot be read. */
  void show(Optional<StoredFigures> read) {
    figures = read.orElse(null);
    feeds.register(Arrays.stream(FeedState.values()).map(this::feedsIn).toList(), true);
    freshness.register(read.map(this::freshness).orElse(List.of()), true);
  }

  private MultiGauge.Row<?> feedsIn(FeedState state) {
    double count = read(some -> some.feeds().getOrDefault(state.name(), 0L));
    return MultiGauge.Row.of(Tags.of("state", state.name()), count);
  }

  /** Returns one row for each resource, whatever keys accounts have configured it under. */
  private List<MultiGauge.Row<?>> freshness(StoredFigures read) {
    Map<Tags, Long> oldest = new HashMap<>();
    for (StoredFigures.Oldest one : read.oldest()) {
      Tags tags = Tags.of("element", one.element(), "resource", resource(one));
      oldest.merge(tags, one.servedAt(), Math::min);
    }
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    oldest.forEach(
        (tags, servedAt) -> rows.add(MultiGauge.Row.of(tags, seconds(read.readAt() - servedAt))));
    return rows;
  }

  /**
   * Returns the resource's path as the element declares it; the source's name for a list of parts.
   */
  private String resource(StoredFigures.Oldest one) {
    Stream<Resource> declared =
        elements.find(one.element()).stream()
            .flatMap(
                element ->
                    element.resources().stream()
                        .filter(some -> element.sourceOf(some).equals(one.source())));
    return declared
        .findFirst()
        .map(resource -> resource.path().replaceFirst("^/", ""))
        .orElse(one.source());
  }
}
