package io.pollhook.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.store.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An instance whose element no longer fits can still be disabled, enabled, renamed and repaired.
 */
class KeepsInstancesOfChangedElementsTest {
  private static final String POLLING = "{\"things\": {\"url\": \"/hubs/general/things\"}}";
  private static final String ELEMENT =
      """
      key: acme
      name: first
      baseUrl: BASE
      authentication:
        type: oauth2
        authorizationUrl: BASE/authorize
        tokenUrl: BASE/token
      resources: [{path: /things}]
      """;
  private static final Map<String, String> KEYS =
      Map.of(
          "oauth.api.key", "a",
          "oauth.api.secret", "b",
          "oauth.callback.url", "https://example.com/back",
          "oauth.user.refresh_token", "c");

  @TempDir Path directory;
  private RestFixture fixture;

  @BeforeEach
  void start() {
    fixture = new RestFixture(directory, Map.of("acme.yaml", ELEMENT));
    fixture.provider.stubFor(get(urlPathEqualTo("/things")).willReturn(okJson("[]")));
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  /** Creates an instance whose feed waits for its first look. */
  private JsonNode waiting() {
    ObjectNode body = fixture.body("acme", KEYS, POLLING).put("externalAuthentication", "initial");
    body.withObject("configuration").put("event.notification.enabled", false);
    JsonNode instance = fixture.pollhook.api().create(body);
    assertThat(call("DELETE", instance, "/enabled", null).statusCode()).isEqualTo(200);
    assertThat(patch(instance, "{\"configuration\":{\"event.notification.enabled\":true}}"))
        .isEqualTo(200);
    return instance;
  }

  private void change(String right, String wrong) {
    fixture.write("acme.yaml", ELEMENT.replace("first", "second").replace(right, wrong));
    await().atMost(ofSeconds(15)).until(() -> element().contains("second"));
  }

  private String element() {
    return fixture.pollhook.api().call("GET", "/elements/acme", null).body();
  }

  private HttpResponse<String> call(String method, JsonNode instance, String path, JsonNode body) {
    String at = "/instances/" + instance.path("id").asText() + path;
    return fixture.pollhook.api().call(method, at, body);
  }

  private int patch(JsonNode instance, String body) {
    return call("PATCH", instance, "", Json.parse(body)).statusCode();
  }

  private void expectItCanBeSwitchedAndRenamed(JsonNode instance) {
    assertTimeout(
        ofSeconds(15),
        () -> assertThat(call("PUT", instance, "/enabled", null).statusCode()).isEqualTo(200));
    assertThat(patch(instance, "{\"name\":\"b\",\"tags\":[\"c\"]}")).isEqualTo(200);
    assertThat(call("DELETE", instance, "/enabled", null).statusCode()).isEqualTo(200);
  }

  @Test
  void instanceCanBeSwitchedIfItLacksANewKey() {
    JsonNode instance = waiting();
    change("BASE/authorize", "BASE/${region}/authorize");
    expectItCanBeSwitchedAndRenamed(instance);
    HttpResponse<String> refused =
        call("PATCH", instance, "", Json.parse("{\"providerData\":{\"code\":\"d\"}}"));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("missing in configuration: region");
  }

  @Test
  void instanceCanBeSwitchedIfItsUrlIsNoLongerDeclared() {
    JsonNode instance = waiting();
    change("path: /things", "path: /others");
    expectItCanBeSwitchedAndRenamed(instance);
    assertThat(patch(instance, "{\"configuration\":{\"event.poller.refresh_interval\":1}}"))
        .isEqualTo(400);
  }

  @Test
  void instanceCanBeSwitchedIfItsElementWasRemoved() throws IOException {
    JsonNode instance = waiting();
    Files.delete(fixture.elements.resolve("acme.yaml"));
    await().atMost(ofSeconds(15)).until(() -> !element().contains("first"));
    expectItCanBeSwitchedAndRenamed(instance);
    assertThat(patch(instance, "{\"providerData\":{\"code\":\"d\"}}")).isEqualTo(404);
  }
}
