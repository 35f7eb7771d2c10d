package io.pollhook.oauth;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Lets one thread do the work that several request at once, and gives all of them its result. */
final class SingleFlight<K, V> {
  private final ConcurrentMap<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();
  private final Duration patience;

  /** Creates a single flight with a bound on how long one thread waits for another. */
  SingleFlight(Duration patience) {
    this.patience = patience;
  }

  /** Returns the result of the work, done by this thread or by the one that came first. */
  V run(K key, Supplier<V> work) {
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> first = flights.putIfAbsent(key, mine);
    return first == null ? lead(key, mine, work) : follow(first);
  }

  private V lead(K key, CompletableFuture<V> flight, Supplier<V> work) {
    try {
      V result = work.get();
      flights.remove(key, flight);
      flight.complete(result);
      return result;
    } catch (RuntimeException | Error e) {
      flights.remove(key, flight);
      flight.completeExceptionally(e);
      throw e;
    }
  }

  private V follow(CompletableFuture<V> flight) {
    try {
      return flight.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new ProviderUnavailableException("the token refresh takes too long", null, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProviderUnavailableException("interrupted during a token refresh", null, e);
    }
  }
}
