package io.pollhook.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.moreThanOrExactly;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.store.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Token endpoints that deviate from RFC 6749, as seen by a user of the API. */
class TokenEndpointFaultsTest {
  private static final String REFUSAL = "{\"error\": {\"message\": \"The code was used before\"}}";
  private static final String ELEMENT =
      """
      key: vary
      baseUrl: BASE
      authentication:
        type: oauth2
        authorizationUrl: BASE/authorize
        tokenUrl: BASE/token
      items: list
      resources:
        - {path: /things}
      """;

  @TempDir static Path directory;
  private static RestFixture fixture;

  @BeforeAll
  static void start() {
    fixture = new RestFixture(directory, Map.of("vary.yaml", ELEMENT));
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @BeforeEach
  void list() {
    fixture.provider.resetAll();
    fixture.provider.stubFor(get(urlPathEqualTo("/things")).willReturn(okJson("{\"list\": []}")));
  }

  private static void tokens(String grantType, int status, String body) {
    fixture.provider.stubFor(
        post(urlPathEqualTo("/token"))
            .withRequestBody(containing("grant_type=" + grantType))
            .willReturn(jsonResponse(body, status)));
  }

  private static HttpResponse<String> create() {
    ObjectNode body =
        fixture.body("vary", Map.of(), "{\"things\": {\"url\": \"/hubs/general/things\"}}");
    body.putObject("providerData").put("code", "c1");
    ((ObjectNode) body.get("configuration"))
        .put("oauth.api.key", "id")
        .put("oauth.api.secret", "secret")
        .put("oauth.callback.url", "https://app.example/callback");
    return fixture.pollhook.api().call("POST", "/instances", body);
  }

  @Test
  void scopeAsAListIsAccepted() {
    tokens(
        "authorization_code",
        200,
        "{\"access_token\": \"t1\", \"expires_in\": \"3600\", \"scope\": [\"a\", \"b\"]}");
    assertThat(create().statusCode()).isEqualTo(200);
    await()
        .atMost(ofSeconds(15))
        .untilAsserted(
            () ->
                fixture.provider.verify(
                    moreThanOrExactly(1),
                    getRequestedFor(urlPathEqualTo("/things"))
                        .withHeader("Authorization", equalTo("Bearer t1"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | {"error": {"message": "The code was used before"}}
          401 | {"message": "The code was used before"}
          403 | {"errors": [{"detail": "The code was used before"}]}
          404 | {"error": {"description": "The code was used before"}}
          409 | {"errors": ["The code was used before"]}
          422 | {"error_message": "The code was used before"}
          200 | {"error": {"message": "The code was used before"}}
          200 | {"ok": false, "error": "bad", "error_description": "The code was used before"}
          """)
  void refusalWithoutAnErrorCodeHasTheProvidersMessage(int status, String body) {
    tokens("authorization_code", status, body);
    HttpResponse<String> answer = create();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(Json.parse(answer.body()).path("providerMessage").asText())
        .contains("The code was used before");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          500 | {"error": {"message": "Please try again"}}
          429 | {"error": {"message": "Please try again"}}
          200 | {"message": "Please try again"}
          404 | <html>
          """)
  void undecidedResponseIsNoRefusal(int status, String body) {
    tokens("authorization_code", status, body);
    assertThat(create().statusCode()).isEqualTo(503);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"access_token\": \"t1\", \"token_type\": \"bearer\", \"expires_in\": null, \"scope\": null}",
        "{\"access_token\": \"t1\", \"expires_in\": \"soon\", \"scope\": {\"a\": true}, \"error\": null}",
        "{\"access_token\": \"t1\", \"token_type\": 7, \"expires_in\": 3599.5, \"scope\": 1}",
        "{\"access_token\": \"t1\", \"refresh_token\": \"\", \"expires_in\": 1e99999}",
        "access_token=t1&expires_in=3600&scope=a%2Cb",
      })
  void grantThatDeviatesIsAccepted(String body) {
    tokens("authorization_code", 200, body);
    HttpResponse<String> answer = create();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void refusedRefreshWithoutAnErrorCodeNeedsReauthentication() {
    tokens(
        "authorization_code",
        200,
        "{\"access_token\": \"t1\", \"refresh_token\": \"r1\", \"expires_in\": 1}");
    tokens("refresh_token", 400, REFUSAL);
    HttpResponse<String> answer = create();
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode instance = Json.parse(answer.body());
    await()
        .atMost(ofSeconds(15))
        .until(() -> fixture.record(instance).path("state").asText().equals("NEEDS_REAUTH"));
    assertThat(fixture.record(instance).path("lastError").asText())
        .contains("The code was used before");
  }
}
