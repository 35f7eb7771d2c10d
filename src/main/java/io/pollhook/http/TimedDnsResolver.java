package io.pollhook.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks up names on its own threads, because a system lookup can neither be cut off nor limited in
 * time.
 */
final class TimedDnsResolver implements DnsResolver, AutoCloseable {
  private static final int LOOKUPS = 64;

  private final DnsResolver resolver;
  private final Duration timeout;
  private final ExecutorService lookups;

  TimedDnsResolver(DnsResolver resolver, Duration timeout, ThreadFactory threads) {
    this.resolver = resolver;
    this.timeout = timeout;
    this.lookups =
        new ThreadPoolExecutor(0, LOOKUPS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    Future<InetAddress[]> lookup = submit(host);
    try {
      return lookup.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      lookup.cancel(true);
      throw unknown(host, "not found within " + timeout.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown(host, "lookup interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownHostException unknown) {
        throw unknown;
      }
      throw new UnknownHostException(host + ": " + e.getCause().getMessage());
    }
  }

  private Future<InetAddress[]> submit(String host) throws UnknownHostException {
    try {
      return lookups.submit(() -> resolver.resolve(host));
    } catch (RejectedExecutionException e) {
      throw unknown(host, LOOKUPS + " other lookups hang", e);
    }
  }

  private static UnknownHostException unknown(String host, String why, Exception cause) {
    UnknownHostException exception = new UnknownHostException(host + ": " + why);
    exception.initCause(cause);
    return exception;
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return resolver.resolveCanonicalHostname(host);
  }

  @Override
  public void close() {
    lookups.shutdownNow();
  }
}
