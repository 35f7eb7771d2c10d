package io.pollhook.delivery;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A callback on this machine with responses scripted by the test for each path. */
final class CallbackServer implements AutoCloseable {
  /** The handling of a request to a path. */
  interface Answer {
    void give(HttpExchange exchange) throws IOException;
  }

  record Received(String path, Headers headers, String body) {
    String id() {
      return headers.getFirst("Elements-Webhook-Id");
    }
  }

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final HttpServer server;

  CallbackServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  int port() {
    return server.getAddress().getPort();
  }

  void answer(String path, Answer answer) {
    answers.put(path, answer);
  }

  List<Received> received(String path) {
    return received.stream().filter(request -> request.path().equals(path)).toList();
  }

  List<String> ids(String path) {
    return received(path).stream().map(Received::id).toList();
  }

  static Answer status(int status) {
    return exchange -> exchange.sendResponseHeaders(status, -1);
  }

  static Answer statusAfter(CountDownLatch latch, int status) {
    return exchange -> {
      awaitQuietly(latch);
      exchange.sendResponseHeaders(status, -1);
    };
  }

  static Answer reset() {
    return HttpExchange::close;
  }

  /** Does not answer until this server is closed. */
  Answer hang() {
    return exchange -> awaitQuietly(closing);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().toString();
      byte[] body = exchange.getRequestBody().readAllBytes();
      received.add(
          new Received(
              path, exchange.getRequestHeaders(), new String(body, StandardCharsets.UTF_8)));
      answers.getOrDefault(path, status(200)).give(exchange);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
