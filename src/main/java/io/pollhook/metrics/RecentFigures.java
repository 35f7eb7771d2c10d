package io.pollhook.metrics;

import io.pollhook.store.Database;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the stored figures on request, but at most every ten seconds. A hanging database does not
 * block the caller: the figures are then unknown.
 */
final class RecentFigures implements AutoCloseable {
  static final Duration FRESH = Duration.ofSeconds(10);

  /** Less than the ten seconds after which Prometheus gives up. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Logger LOG = LoggerFactory.getLogger(RecentFigures.class);

  private final Database database;
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(new DefaultThreadFactory("pollhook-metrics", true));
  private CompletableFuture<Optional<StoredFigures>> reading;
  private long begunAtNanos;

  RecentFigures(Database database) {
    this.database = database;
  }

  /** Returns the figures, at most ten seconds old; empty while the database cannot be read. */
  CompletableFuture<Optional<StoredFigures>> get() {
    return current()
        .copy()
        .completeOnTimeout(Optional.empty(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized CompletableFuture<Optional<StoredFigures>> current() {
    boolean old = reading == null || System.nanoTime() - begunAtNanos > FRESH.toNanos();
    if (old && (reading == null || reading.isDone())) {
      begunAtNanos = System.nanoTime();
      reading = CompletableFuture.supplyAsync(this::read, reader);
    }
    return reading;
  }

  private Optional<StoredFigures> read() {
    try {
      return Optional.of(StoredFigures.read(database));
    } catch (RuntimeException e) {
      LOG.debug("the database cannot be read for the metrics", e);
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    reader.shutdownNow();
  }
}
