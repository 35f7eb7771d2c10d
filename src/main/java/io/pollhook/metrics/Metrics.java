package io.pollhook.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pollhook.delivery.DeliveryMeter;
import io.pollhook.element.Element;
import io.pollhook.element.ElementCatalog;
import io.pollhook.http.CallMeter;
import io.pollhook.poll.PollMeter;
import io.pollhook.statistics.RecentStatistics;
import io.pollhook.statistics.Statistics;
import io.pollhook.statistics.StoredFigures;
import io.pollhook.store.Database;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The metrics: counters of this process since its start, and gauges of the database's contents. No
 * label has a value per instance.
 */
public final class Metrics implements AutoCloseable {
  private static final String PREFIX = "pollhook.";

  private final MeterRegistry registry;
  private final PollMetrics polls;
  private final ProviderMetrics calls;
  private final DeliveryMetrics deliveries;
  private final ElementCatalog elements;
  private final StoredMetrics stored;
  private final RecentStatistics figures;

  /**
   * Registers the metrics.
   *
   * @param registry keeps the metrics until {@link #close}
   * @param dataDir the directory whose free space is shown
   */
  public Metrics(MeterRegistry registry, Database database, ElementCatalog elements, Path dataDir) {
    this.registry = registry;
    this.polls = new PollMetrics(registry);
    this.calls = new ProviderMetrics(registry);
    this.deliveries = new DeliveryMetrics(registry);
    this.elements = elements;
    stored = new StoredMetrics(registry, elements);
    figures = new RecentStatistics(database);
    Gauge.builder("pollhook.disk.free", dataDir, dir -> dir.toFile().getUsableSpace())
        .description("Free space on the volume of the data directory")
        .baseUnit("bytes")
        .strongReference(true) // nothing else keeps this path; once collected, the gauge is NaN
        .register(registry);
  }

  /** Counts polls. */
  public PollMeter polls() {
    return polls;
  }

  /** Counts calls to providers. */
  public CallMeter calls() {
    return calls;
  }

  /** Counts attempts to deliver. */
  public DeliveryMeter deliveries() {
    return deliveries;
  }

  /**
   * Updates the gauges of the database's contents, then reads all metrics. Returns at once;
   * completes within seconds.
   *
   * @param reading reads the registry
   */
  public <T> CompletableFuture<T> read(Supplier<T> reading) {
    return figures.get().thenApply(read -> shown(read, reading));
  }

  private synchronized <T> T shown(Optional<StoredFigures> read, Supplier<T> reading) {
    for (Element element : elements.all()) {
      polls.show(element.key());
      calls.show(element.key());
    }
    stored.show(read);
    return reading.get();
  }

  /** Returns statistics that are at most ten seconds old. */
  public Statistics statistics() {
    return figures;
  }

  @Override
  public void close() {
    figures.close();
    registry.getMeters().stream()
        .filter(meter -> meter.getId().getName().startsWith(PREFIX))
        .forEach(registry::remove);
  }
}
