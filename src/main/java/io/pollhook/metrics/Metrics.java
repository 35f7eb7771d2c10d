package io.pollhook.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.pollhook.delivery.DeliveryMeter;
import io.pollhook.element.Element;
import io.pollhook.element.ElementCatalog;
import io.pollhook.http.CallMeter;
import io.pollhook.poll.PollMeter;
import io.pollhook.store.Database;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Everything that can be scraped: what this process has counted since its start, what the database
 * holds, and the JVM's figures. No label has a value per instance.
 */
public final class Metrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final PollMetrics polls = new PollMetrics(registry);
  private final ProviderMetrics calls = new ProviderMetrics(registry);
  private final DeliveryMetrics deliveries = new DeliveryMetrics(registry);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final ElementCatalog elements;
  private final StoredMetrics stored;
  private final RecentFigures figures;

  /**
   * Over those parts.
   *
   * @param dataDir the directory whose free space is shown
   */
  public Metrics(Database database, ElementCatalog elements, Path dataDir) {
    this.elements = elements;
    stored = new StoredMetrics(registry, elements);
    figures = new RecentFigures(database);
    Gauge.builder("pollhook.disk.free", dataDir, dir -> dir.toFile().getUsableSpace())
        .description("Free space where the data directory is")
        .baseUnit("bytes")
        .register(registry);
    bindJvm();
  }

  private void bindJvm() {
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
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

  /** All metrics in Prometheus' text format 0.0.4. Returns at once; completes within seconds. */
  public CompletableFuture<String> scrape() {
    return figures.get().thenApply(this::text);
  }

  private synchronized String text(Optional<StoredFigures> read) {
    for (Element element : elements.all()) {
      polls.show(element.key());
      calls.show(element.key());
    }
    stored.show(read);
    return registry.scrape();
  }

  @Override
  public void close() {
    figures.close();
    collections.close();
    registry.close();
  }
}
