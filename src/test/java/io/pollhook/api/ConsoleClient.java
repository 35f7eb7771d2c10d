package io.pollhook.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A browser that keeps one cookie and shows it. */
final class ConsoleClient {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String server;
  private String cookie;

  ConsoleClient(int port) {
    server = "http://127.0.0.1:" + port;
  }

  /** Sends a request as the console's pages do. */
  HttpResponse<String> send(String method, String path, String body) throws Exception {
    return send(method, path, body, "X-Pollhook-Console", "1");
  }

  /** Sends a request with these headers besides the cookie: name, value, name, value. */
  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (cookie != null) {
      request.header("Cookie", cookie);
    }
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    answer.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.split(";", 2)[0]);
    return answer;
  }

  int signIn(String user, String organization) throws Exception {
    String body = "{\"user\": \"%s\", \"organization\": \"%s\"}".formatted(user, organization);
    return send("POST", "/console/session", body).statusCode();
  }

  /** The cookie that the next request sends. */
  String cookie() {
    return cookie;
  }

  void cookie(String value) {
    cookie = value;
  }
}
