package io.pollhook.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import io.pollhook.store.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stored secrets and tokens are not sent to another host when an account's address changes. */
class KeepsSecretsWithTheirHostTest {
  private static final String POLLING = "{\"things\": {\"url\": \"/hubs/general/things\"}}";
  private static final String KEY =
      """
      key: keyed
      baseUrl: http://${host}:PORT/${path}
      authentication: {type: api-key}
      resources: [{path: /things}]
      """;
  private static final String CLIENT =
      """
      key: client
      baseUrl: http://127.0.0.1:PORT
      authentication: {type: client-credentials, tokenUrl: "http://${host}:PORT/token"}
      resources: [{path: /things}]
      """;
  private static final String PERSON =
      """
      key: person
      baseUrl: http://${host}:PORT
      authentication:
        type: oauth2
        authorizationUrl: http://127.0.0.1:PORT/authorize
        tokenUrl: http://127.0.0.1:PORT/token
      resources: [{path: /things}]
      """;

  @TempDir static Path directory;
  private static RestFixture fixture;

  @BeforeAll
  static void start() {
    fixture =
        new RestFixture(
            directory, Map.of("key.yaml", KEY, "client.yaml", CLIENT, "person.yaml", PERSON));
    fixture.provider.stubFor(any(anyUrl()).willReturn(okJson("[]")));
    fixture.provider.stubFor(
        post(urlPathEqualTo("/token"))
            .willReturn(
                okJson(
                    "{\"access_token\":\"t\",\"token_type\":\"bearer\",\"expires_in\":3600,"
                        + "\"refresh_token\":\"r\"}")));
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  private static JsonNode create(String element) {
    Map<String, String> keys = new HashMap<>();
    keys.put("host", "127.0.0.1");
    keys.put("path", element);
    keys.put("api.key", "k3y");
    keys.put("oauth.api.key", "a");
    keys.put("oauth.api.secret", "b");
    keys.put("oauth.callback.url", "https://example.com/back");
    ObjectNode body = fixture.body(element, keys, POLLING);
    body.putObject("providerData").put("code", "c");
    return fixture.pollhook.api().create(body);
  }

  private static HttpResponse<String> call(String method, JsonNode instance, String body) {
    String path = "/instances/" + instance.path("id").asText();
    return fixture.pollhook.api().call(method, path, Json.parse(body));
  }

  private static RequestPatternBuilder callsTo(String host) {
    return anyRequestedFor(anyUrl()).withHost(equalTo(host));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "keyed | {'host':'127.0.0.9'} | : configuration.api.key",
        "keyed | {'host':'127.0.0.9','api.key':'********'} | : configuration.api.key",
        "client | {'host':'127.0.0.9','oauth.api.key':'a'} | : configuration.oauth.api.secret",
        "person | {'host':'127.0.0.9','oauth.api.key':'a','oauth.api.secret':'b'}"
            + " | : providerData.code",
      })
  void changeWithoutTheSecretsIsRefused(String element, String keys, String missing) {
    JsonNode instance = create(element);
    String body = "{\"configuration\":" + keys.replace('\'', '"') + "}";
    HttpResponse<String> answer = call("PATCH", instance, body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.parse(answer.body()).path("message").asText()).endsWith(missing);
    fixture.provider.verify(0, callsTo("127.0.0.9"));
  }

  @Test
  void replacementWithoutTheSecretsIsRefused() {
    JsonNode instance = create("keyed");
    ObjectNode body = instance.deepCopy();
    body.withObject("configuration").put("host", "127.0.0.9");
    assertThat(call("PUT", instance, body.toString()).statusCode()).isEqualTo(400);
  }

  @Test
  void changeWithTheSecretsAppliesFromTheNextPoll() {
    JsonNode instance = create("keyed");
    String keys = "{\"configuration\":{\"host\":\"127.0.0.2\",\"api.key\":\"0ther\"}}";
    assertThat(call("PATCH", instance, keys).statusCode()).isEqualTo(200);
    await()
        .atMost(ofSeconds(15))
        .untilAsserted(
            () ->
                fixture.provider.verify(
                    callsTo("127.0.0.2").withHeader("Authorization", equalTo("0ther"))));
  }

  @Test
  void clientGetsANewToken() {
    JsonNode instance = create("client");
    String keys = "{'host':'127.0.0.3','oauth.api.key':'a','oauth.api.secret':'b'}";
    String body = "{\"configuration\":" + keys.replace('\'', '"') + "}";
    assertThat(call("PATCH", instance, body).statusCode()).isEqualTo(200);
    fixture.provider.verify(callsTo("127.0.0.3"));
  }

  @Test
  void changeOnTheSameHostNeedsNoSecrets() {
    JsonNode instance = create("keyed");
    assertThat(call("PATCH", instance, "{\"configuration\":{\"path\":\"b\"}}").statusCode())
        .isEqualTo(200);
  }
}
