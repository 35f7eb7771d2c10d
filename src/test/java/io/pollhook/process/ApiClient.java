package io.pollhook.process;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client of the API with the account's secrets. */
public final class ApiClient {
  private static final String BASE = "/elements/api-v2";
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(DEADLINE).build();
  private final URI server;
  private final String account;

  /** Calls the server at {@code http://host:port}. */
  public ApiClient(URI server, String userSecret, String organizationSecret) {
    this.server = server;
    this.account = "User " + userSecret + ", Organization " + organizationSecret;
  }

  /** Calls a path below the API's base path; {@code body} is null if there is none. */
  public HttpResponse<String> call(String method, String path, JsonNode body) {
    return send(method, path, body, account);
  }

  /** Calls with an instance's token in addition. */
  public HttpResponse<String> callAs(String token, String method, String path) {
    return send(method, path, null, account + ", Element " + token);
  }

  /** Creates an instance; fails if that is refused. */
  public JsonNode create(JsonNode body) {
    HttpResponse<String> answer = call("POST", "/instances", body);
    if (answer.statusCode() != 200) {
      throw new AssertionError("POST /instances: " + answer.statusCode() + " " + answer.body());
    }
    return Json.parse(answer.body());
  }

  /** The health report, whatever its status. */
  public JsonNode health() {
    return Json.parse(send("GET", "/observe/health", new byte[0], null, null).body());
  }

  private HttpResponse<String> send(
      String method, String path, JsonNode body, String authorization) {
    byte[] bytes = body == null ? new byte[0] : Json.text(body).getBytes(StandardCharsets.UTF_8);
    return send(method, BASE + path, bytes, authorization, "application/json");
  }

  /** Calls any path of the server with any body; a header that is null is left out. */
  public HttpResponse<String> send(
      String method, String path, byte[] body, String authorization, String contentType) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + path))
            .timeout(DEADLINE)
            .version(HttpClient.Version.HTTP_1_1)
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    if (contentType != null) {
      request.header("Content-Type", contentType);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
