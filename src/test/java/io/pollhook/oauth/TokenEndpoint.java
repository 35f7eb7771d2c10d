package io.pollhook.oauth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.net.WWWFormCodec;

/** A provider's token endpoint with responses scripted by a test. */
final class TokenEndpoint implements AutoCloseable {
  /** A response; the headers may be empty. */
  record Answer(int status, String body, Map<String, String> headers) {
    static Answer of(int status, String body) {
      return new Answer(status, body, Map.of());
    }

    static Answer token(String access, String refresh, int expiresIn) {
      String rotated = refresh == null ? "" : ",\"refresh_token\":\"" + refresh + '"';
      return of(
          200,
          "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d%s}"
              .formatted(access, expiresIn, rotated));
    }

    static Answer error(int status, String error) {
      return of(status, "{\"error\":\"" + error + "\",\"error_description\":\"Bad Request\"}");
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Map<String, String>> forms = new CopyOnWriteArrayList<>();
  private volatile Function<Map<String, String>, Answer> script = form -> Answer.of(500, "");

  TokenEndpoint() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Map<String, String> form =
          WWWFormCodec.parse(body, StandardCharsets.UTF_8).stream()
              .collect(Collectors.toMap(NameValuePair::getName, NameValuePair::getValue));
      forms.add(form);
      Answer answer = script.apply(form);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** Sets the responses from now on. */
  void answer(Function<Map<String, String>, Answer> answers) {
    script = answers;
  }

  /** Sets the response to every request from now on. */
  void answer(Answer answer) {
    script = form -> answer;
  }

  /** Returns the forms received, oldest first. */
  List<Map<String, String>> forms() {
    return forms;
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
