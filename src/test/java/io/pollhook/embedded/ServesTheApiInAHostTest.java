package io.pollhook.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pollhook.RunningPollhook;
import io.pollhook.api.HostApi;
import io.pollhook.google.GoogleStandIn;
import io.pollhook.process.Ports;
import io.pollhook.store.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The HTTP API runs on the platform-http server of a host, next to the host's own route. */
class ServesTheApiInAHostTest {
  private static final String USER = "user-secret-of-the-host";
  private static final String ORGANIZATION = "organization-secret-of-the-host";
  private static final String SECRETS = "User " + USER + ", Organization " + ORGANIZATION;

  private static GoogleStandIn google;
  private static final int PORT = Ports.free();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static Host host;

  @BeforeAll
  static void start() throws Exception {
    google = new GoogleStandIn();
    host = new Host(google);
    VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
    server.setBindHost("127.0.0.1");
    server.setBindPort(PORT);
    host.context().addService(new VertxPlatformHttpServer(server));
    host.consume("platform-http:/own", "own", exchange -> exchange.getMessage().setBody("host"));
    host.start();
    host.withPollhook(
        builder -> builder.api(new HostApi()),
        "pollhook.user-secret",
        USER,
        "pollhook.organization-secret",
        ORGANIZATION);
  }

  @AfterAll
  static void stop() {
    host.close();
    google.close();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request, String secrets)
      throws Exception {
    if (secrets != null) {
      request.header("Authorization", secrets);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + path));
  }

  private static HttpResponse<String> get(String path, String secrets) throws Exception {
    return send(request(path), secrets);
  }

  @Test
  void callersNeedTheSecrets() throws Exception {
    assertThat(get("/elements/api-v2/instances", SECRETS).statusCode()).isEqualTo(200);

    assertThat(get("/elements/api-v2/instances", null).statusCode()).isEqualTo(401);
    assertThat(get("/elements/api-v2/instances", "User x, Organization y").statusCode())
        .isEqualTo(401);
    assertThat(get("/elements/api-v2/hubs/general/messages", null).statusCode()).isEqualTo(401);
    HttpRequest.Builder post = request("/elements/api-v2/instances");
    assertThat(send(post.POST(BodyPublishers.ofString("{}")), null).statusCode()).isEqualTo(401);
  }

  @Test
  void instanceCreatedByHttpIsVisibleInTheJavaApi() throws Exception {
    google.addAccount("api@example.com");
    String body =
        RunningPollhook.body(
                google,
                "api@example.com",
                "gmail",
                "pollhook:nobody",
                60,
                Json.parse("{\"changed-messages\": {\"url\": \"/hubs/general/changed-messages\"}}"))
            .toString();

    HttpResponse<String> created =
        send(
            request("/elements/api-v2/instances")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)),
            SECRETS);

    assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
    long id = Json.parse(created.body()).path("id").asLong();
    assertThat(host.pollhook().instances().find(id)).isPresent();
    String token = Json.parse(created.body()).path("token").asText();
    assertThat(get("/elements/api-v2/ping", SECRETS + ", Element " + token).statusCode())
        .isEqualTo(200);
  }

  @Test
  void hostsOwnPathsAreUnchanged() throws Exception {
    assertThat(get("/own", null).body()).isEqualTo("host");
    assertThat(get("/observe/metrics", null).statusCode()).isEqualTo(404);
    assertThat(get("/", null).statusCode()).isEqualTo(404);
    assertThat(get("/elements/api-v2/nothing/here/at/all", SECRETS).statusCode()).isEqualTo(404);
  }

  @Test
  void missingServerIsReported() throws Exception {
    try (Host without = new Host(google)) {
      without.start();
      assertThatThrownBy(() -> without.withPollhook(builder -> builder.api(new HostApi())))
          .hasStackTraceContaining(
              "needs exactly one server of camel-platform-http-vertx in the host, but there are 0");
    }
  }
}
