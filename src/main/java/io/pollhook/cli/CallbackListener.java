package io.pollhook.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.pollhook.callback.WebhookSignature;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A callback on this machine that prints the events of each notification it gets. Notifications
 * whose signature does not match the key get a 401.
 */
public final class CallbackListener implements AutoCloseable {
  private static final int MAX_BYTES = 64 << 20;
  private static final int UNAUTHORIZED = 401;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final PrintStream out;
  private final EventLines lines;
  private final String key;
  private final int status;
  private final HttpServer server;

  /**
   * Starts to listen on 127.0.0.1.
   *
   * @param port the port; 0 for a free one
   * @param key the key to check signatures with; null to check none
   * @param status the status of its answers
   * @throws IOException if the port is taken
   */
  public CallbackListener(int port, String key, int status, PrintStream out, Clock clock)
      throws IOException {
    this.out = out;
    this.lines = new EventLines(out, clock);
    this.key = key;
    this.status = status;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::receive);
    server.start();
  }

  /** The URL to send notifications to. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** Prints the names of the columns. */
  public void printHeader() {
    lines.printHeader();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BYTES);
      boolean genuine = isGenuine(exchange, body);
      int answer = genuine ? status : UNAUTHORIZED;
      print(exchange, body, genuine, answer);
      exchange.sendResponseHeaders(answer, -1);
    }
  }

  private synchronized void print(HttpExchange exchange, byte[] body, boolean genuine, int answer) {
    int events = genuine ? lines.print(body) : 0;
    if (!genuine) {
      out.printf("%s: the signature does not match the key; answered %d%n", name(exchange), answer);
    } else if (events == 0) {
      out.printf("%s: not a Pollhook notification; answered %d%n", name(exchange), answer);
    } else if (answer / 100 != 2) {
      out.printf("%s: answered %d, so it is sent again later%n", name(exchange), answer);
    }
  }

  private boolean isGenuine(HttpExchange exchange, byte[] body) {
    String signature = exchange.getRequestHeaders().getFirst("Elements-Webhook-Signature");
    return key == null
        || (signature != null
            && MessageDigest.isEqual(
                signature.getBytes(StandardCharsets.UTF_8),
                WebhookSignature.of(key, body).getBytes(StandardCharsets.UTF_8)));
  }

  private static String name(HttpExchange exchange) {
    String id = exchange.getRequestHeaders().getFirst("Elements-Webhook-Id");
    return EventLines.printable(
        exchange.getRequestMethod() + " " + (id == null ? exchange.getRequestURI() : id));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
