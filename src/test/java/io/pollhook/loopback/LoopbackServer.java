package io.pollhook.loopback;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * An HTTP/1.1 server on 127.0.0.1 with one thread per request. Every response has a {@code Date}
 * from the given clock; the JDK's own server would always send the machine's.
 */
public final class LoopbackServer implements AutoCloseable {
  private static final int MOST_REQUESTS_AT_ONCE = 400;

  /**
   * As long as Google keeps idle connections, so that a pause in a test does not break a pooled
   * one.
   */
  private static final Duration LONGEST_IDLE = Duration.ofMinutes(4);

  /** RFC 9110, section 5.6.7. The JDK's RFC_1123_DATE_TIME has days of one digit. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private final Server server;
  private final ServerConnector connector;

  /** Starts on a port, 0 for a free one. */
  public LoopbackServer(int port, Clock clock, Function<Request, Reply> handler) {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_REQUESTS_AT_ONCE);
    threads.setDaemon(true);
    threads.setReservedThreads(0); // they would complain when stopped early
    threads.setName("loopback");
    threads.setStopTimeout(0); // interrupts what hangs on purpose
    server = new Server(threads);
    server.setStopTimeout(0);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendDateHeader(false);
    http.setSendServerVersion(false);
    http.setUriCompliance(UriCompliance.UNSAFE);
    connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.setIdleTimeout(LONGEST_IDLE.toMillis());
    server.addConnector(connector);
    server.setHandler(new Dispatcher(clock, handler));
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("cannot listen on 127.0.0.1:" + port, e);
    }
  }

  /** {@code http://127.0.0.1:<port>}. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("cannot stop the server at " + uri(), e);
    }
  }

  private static final class Dispatcher extends AbstractHandler {
    private final Clock clock;
    private final Function<Request, Reply> handler;

    Dispatcher(Clock clock, Function<Request, Reply> handler) {
      this.clock = clock;
      this.handler = handler;
    }

    @Override
    public void handle(
        String target,
        org.eclipse.jetty.server.Request jettyRequest,
        HttpServletRequest request,
        HttpServletResponse response)
        throws IOException {
      jettyRequest.setHandled(true);
      Exchange exchange = new Exchange(response, jettyRequest.getHttpChannel().getEndPoint());
      Reply reply = handler.apply(read(request));
      response.setHeader("Date", HTTP_DATE.format(clock.instant()));
      try {
        reply.sendOn(exchange);
      } catch (InterruptedException e) {
        exchange.reset();
        Thread.currentThread().interrupt();
      }
    }

    private static Request read(HttpServletRequest request) throws IOException {
      Map<String, String> headers =
          Collections.list(request.getHeaderNames()).stream()
              .collect(
                  Collectors.toMap(
                      name -> name.toLowerCase(Locale.ROOT), request::getHeader, (a, b) -> a));
      String query = request.getQueryString();
      return new Request(
          request.getMethod(),
          request.getRequestURI(),
          query == null ? "" : query,
          headers,
          body(request, headers));
    }

    private static byte[] body(HttpServletRequest request, Map<String, String> headers)
        throws IOException {
      InputStream raw = request.getInputStream();
      return "gzip".equals(headers.get("content-encoding"))
          ? new GZIPInputStream(raw).readAllBytes()
          : raw.readAllBytes();
    }
  }
}
