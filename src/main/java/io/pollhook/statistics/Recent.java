package io.pollhook.statistics;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads something from the database on request, but at most every ten seconds. A hanging database
 * does not block the caller: the result is then unknown.
 */
final class Recent<T> {
  static final Duration FRESH = Duration.ofSeconds(10);

  /** Less than the ten seconds after which Prometheus gives up. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Logger LOG = LoggerFactory.getLogger(Recent.class);

  private final Supplier<T> source;
  private final Executor reader;
  private CompletableFuture<Optional<T>> reading;
  private long begunAtNanos;

  /**
   * Has read nothing yet.
   *
   * @param reader runs the source
   */
  Recent(Supplier<T> source, Executor reader) {
    this.source = source;
    this.reader = reader;
  }

  /** Returns the result, at most ten seconds old; empty while the database cannot be read. */
  CompletableFuture<Optional<T>> get() {
    return current()
        .copy()
        .completeOnTimeout(Optional.empty(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized CompletableFuture<Optional<T>> current() {
    boolean old = reading == null || System.nanoTime() - begunAtNanos > FRESH.toNanos();
    if (old && (reading == null || reading.isDone())) {
      begunAtNanos = System.nanoTime();
      reading = CompletableFuture.supplyAsync(this::read, reader);
    }
    return reading;
  }

  private Optional<T> read() {
    try {
      return Optional.of(source.get());
    } catch (RuntimeException e) {
      LOG.debug("the database cannot be read for the metrics", e);
      return Optional.empty();
    }
  }
}
