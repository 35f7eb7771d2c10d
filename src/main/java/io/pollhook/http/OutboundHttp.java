package io.pollhook.http;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.apache.v5.Apache5HttpTransport;
import io.pollhook.trace.Tracing;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.IdleConnectionEvictor;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes outgoing calls that can neither hang nor flood the program: each has a total deadline and a
 * cap on its response, and carries nothing over to the next but the connection. Retries, cookies
 * and challenges are left to the caller, and so are redirects unless the {@link Egress} says
 * otherwise.
 *
 * <p>All clients of an object share its connection pool. A call that was cut off fails with a
 * {@link DeadlineExceededException} or a {@link ResponseTooLargeException}.
 */
public final class OutboundHttp implements AutoCloseable {
  /**
   * A request header with the key of the called provider's element, by which the {@link CallMeter}
   * counts. It is removed before the request is sent.
   */
  public static final String ELEMENT = "Pollhook-Element";

  private static final int CONNECTIONS = 500;
  private static final int CONNECTIONS_PER_ROUTE = 200;
  private static final int HEADERS = 200;
  private static final int HEADER_BYTES = 32 << 10;
  private static final TimeValue IDLE = TimeValue.ofSeconds(30);
  private static final TimeValue OLDEST = TimeValue.ofMinutes(5);
  // Google's APIs compress only if the User-Agent contains "gzip", too.
  private static final String USER_AGENT = "Pollhook (gzip)";

  private final Limits limits;
  private final ScheduledThreadPoolExecutor timers;
  private final TimedDnsResolver resolver;
  private final PoolingHttpClientConnectionManager connections;
  private final IdleConnectionEvictor evictor;
  private final CallGuard guard;
  private final Egress egress;
  private final CloseableHttpClient client;

  /** Makes calls under limits and nothing else. */
  public OutboundHttp(Limits limits) {
    this(limits, AnswerMemory.UNLIMITED, Egress.DIRECT, CallMeter.NONE, Tracing.NONE);
  }

  /**
   * Makes calls through an egress, counting and tracing each, with responses kept in a shared
   * memory.
   */
  public OutboundHttp(
      Limits limits, AnswerMemory memory, Egress egress, CallMeter meter, Tracing tracing) {
    this(limits, memory, SystemDefaultDnsResolver.INSTANCE, egress, meter, tracing, false);
  }

  /**
   * Makes calls whose status alone counts: no header of a response makes them fail once the status
   * line is read.
   *
   * @param resolver called at each connect for the target of the call, even if that is a literal
   *     address, but not for a proxy, which the operator chooses; if it throws, no connection is
   *     made
   */
  public static OutboundHttp byStatus(Limits limits, DnsResolver resolver, Egress egress) {
    return new OutboundHttp(
        limits, AnswerMemory.UNLIMITED, resolver, egress, CallMeter.NONE, Tracing.NONE, true);
  }

  private OutboundHttp(
      Limits limits,
      AnswerMemory memory,
      DnsResolver resolver,
      Egress egress,
      CallMeter meter,
      Tracing tracing,
      boolean byStatus) {
    this.limits = limits;
    this.egress = egress;
    ThreadFactory threads = new DefaultThreadFactory("pollhook-http", true);
    this.timers = new ScheduledThreadPoolExecutor(1, threads);
    timers.setRemoveOnCancelPolicy(true);
    this.resolver = new TimedDnsResolver(resolver, limits.connect(), threads);
    this.connections =
        connections(
            limits,
            egress.proxy() == null ? this.resolver : SystemDefaultDnsResolver.INSTANCE,
            byStatus);
    this.evictor = new IdleConnectionEvictor(connections, IDLE);
    evictor.start();
    this.guard = new CallGuard(limits, memory, timers, egress, meter, tracing);
    HttpClientBuilder builder = HttpClientBuilder.create();
    configure(builder);
    this.client = builder.build();
  }

  private static PoolingHttpClientConnectionManager connections(
      Limits limits, DnsResolver resolver, boolean byStatus) {
    Http1Config http1 =
        Http1Config.custom().setMaxHeaderCount(HEADERS).setMaxLineLength(HEADER_BYTES).build();
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(http1)
                .responseParserFactory(
                    byStatus
                        ? config -> new StatusFirstParser()
                        : new DefaultHttpResponseParserFactory(http1))
                .build())
        .setDnsResolver(resolver)
        .setMaxConnTotal(CONNECTIONS)
        .setMaxConnPerRoute(CONNECTIONS_PER_ROUTE)
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(limits.connect()))
                .setSocketTimeout(Timeout.of(limits.response()))
                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                .setTimeToLive(OLDEST)
                .build())
        .build();
  }

  /** The limits of each call. */
  public Limits limits() {
    return limits;
  }

  /** Configures a builder for clients with these limits; usable as camel-http's configurer. */
  public void configure(HttpClientBuilder builder) {
    builder
        .setConnectionManager(connections)
        .setConnectionManagerShared(true)
        .setUserAgent(USER_AGENT)
        .setRedirectStrategy(new SameOriginRedirects())
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableConnectionState()
        .addExecInterceptorFirst("limits", guard);
    if (egress.proxy() != null) {
      builder
          .setProxy(egress.proxy())
          .addExecInterceptorAfter("limits", "proxied-target", new ProxiedTarget(resolver));
    }
  }

  /** The client for Pollhook's own calls. Closing this object closes it. */
  public CloseableHttpClient client() {
    return client;
  }

  /** The transport for Google's client libraries; shutting it down does the same as close(). */
  public HttpTransport googleTransport() {
    return new Apache5HttpTransport(client);
  }

  /**
   * Lets calls under way continue for a grace period, then cuts them off; no others are made after
   * it.
   */
  public void endWithin(Duration grace) {
    Runnable end = () -> connections.close(CloseMode.IMMEDIATE);
    Future<?> unused = timers.schedule(end, grace.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    evictor.shutdown();
    connections.close();
    resolver.close();
    timers.shutdownNow();
  }
}
