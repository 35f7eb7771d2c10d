package io.pollhook.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Addresses, headers and parameters of an element may refer to keys of an account's configuration.
 * Loopback addresses stand for the hosts of tenants: 127 and 1 make 127.0.0.1.
 */
class FillsInAccountValuesTest {
  private static final String POLLING = "{\"things\": {\"url\": \"/hubs/general/things\"}}";
  private static final String TENANT =
      """
      key: tenant
      baseUrl: http://${net}.0.0.${tenant.node}:PORT/${workspace}
      authentication: {type: none}
      headers:
        X-Region: ${region}
        X-Application: ${application.secret}
      resources:
        - path: /things
          query: {team: "${team}", since: "${epoch:s}"}
          updatedDateField: updated
          createdDateField: created
          dateFormat: yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX
      """;
  private static final String TENANT_OAUTH =
      """
      key: oauth
      baseUrl: http://localhost:PORT/oauth
      authentication:
        type: client-credentials
        tokenUrl: http://localhost:PORT/${tenant}/token
      resources: [{path: /things}]
      """;
  private static final String LOGIN =
      """
      key: login
      baseUrl: http://localhost:PORT
      authentication:
        type: client-credentials
        tokenUrl: http://login.${node}/token
      resources: [{path: /things}]
      """;
  private static final String ZEN =
      """
      key: zen
      baseUrl: https://${subdomain}.zen.example/api/${version}
      authentication:
        type: oauth2
        authorizationUrl: https://${subdomain}.zen.example/oauth/authorizations/new
        authorizationParameters: {audience: "${subdomain}"}
        tokenUrl: https://${subdomain}.zen.example/oauth/tokens
      resources: [{path: /things}]
      """;

  @TempDir static Path directory;
  private static RestFixture fixture;

  @BeforeAll
  static void start() {
    fixture =
        new RestFixture(
            directory,
            Map.of(
                "tenant.yaml", TENANT,
                "oauth.yaml", TENANT_OAUTH,
                "login.yaml", LOGIN,
                "zen.yaml", ZEN,
                "zen2.yaml",
                    ZEN.replace("zen\n", "zen2\n")
                        .replace("{subdomain}.", "{subdomain}.${region}.")));
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  private static Map<String, String> keys(String... other) {
    Map<String, String> keys = new HashMap<>();
    keys.put("net", "127");
    keys.put("tenant.node", "1");
    keys.put("workspace", "w 1");
    keys.put("region", "eu-1");
    keys.put("application.secret", "s3cr3t-application");
    keys.put("team", "red&blue");
    for (int i = 0; i < other.length; i += 2) {
      keys.put(other[i], other[i + 1]);
    }
    return keys;
  }

  @Test
  void everyCallHasTheAccountsValues() {
    fixture.provider.stubFor(
        get(urlPathEqualTo("/w%201/things"))
            .withHost(equalTo("127.0.0.1"))
            .withHeader("X-Region", equalTo("eu-1"))
            .withHeader("X-Application", equalTo("s3cr3t-application"))
            .withQueryParam("team", equalTo("red&blue"))
            .withQueryParam("since", matching("\\d{10}"))
            .willReturn(okJson("[]")));
    JsonNode instance = fixture.create("tenant", keys(), POLLING);
    assertThat(fixture.record(instance).path("state").asText()).isEqualTo("OK");
    assertThat(instance.toString()).doesNotContain("s3cr3t").contains("eu-1");
  }

  @Test
  void changedValueAppliesFromTheNextPollAndTheCursorStays() {
    stubThings("127.0.0.1", "[]");
    stubThings("127.0.0.2", "[]");
    JsonNode instance = fixture.create("tenant", keys("workspace", "moving"), POLLING);
    stubThings("127.0.0.2", "[" + RestFixture.object(7) + "]");
    HttpResponse<String> answer =
        patch(instance, "{\"tenant.node\": \"2\", \"application.secret\": \"s3cr3t-2\"}");
    assertThat(answer.statusCode()).isEqualTo(200);
    await().atMost(ofSeconds(15)).until(() -> fixture.reported("things").contains("CREATED 7"));
  }

  private static void stubThings(String host, String answer) {
    fixture.provider.stubFor(
        get(urlPathEqualTo("/moving/things")).withHost(equalTo(host)).willReturn(okJson(answer)));
  }

  private static HttpResponse<String> patch(JsonNode instance, String configuration) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.set("configuration", Json.parse(configuration));
    return fixture.pollhook.api().call("PATCH", "/instances/" + instance.path("id").asText(), body);
  }

  @Test
  void changeToAnotherHostIsRefused() {
    JsonNode instance = fixture.create("tenant", keys("workspace", "kept"), POLLING);
    HttpResponse<String> answer = patch(instance, "{\"net\": \"evil.example/\"}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("configuration.net is \\\"evil.example/\\\"");
  }

  @Test
  void missingKeysAreNamed() {
    HttpResponse<String> answer = fixture.post("tenant", Map.of("region", "eu"), POLLING);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains(
            "missing in configuration: application.secret, net, team, tenant.node, workspace");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "net | evil.com/ | a host label",
        "net | a@b | a host label",
        "net | evil.com? | a host label",
        "net | evil.com# | a host label",
        "net | evil.com\\ | a host label",
        "net | evil.com | a host label",
        "net | evil:80 | a host label",
        "net | -evil | a host label",
        "net | e vil | a host label",
        "net | e%2Fvil | a host label",
        "net | ｅｖｉｌ | a host label",
        "tenant.node | a@b | a host name",
        "tenant.node | 1:1 | a host name",
        "tenant.node | 1/x | a host name",
        "tenant.node | .. | a host name",
        "tenant.node | [::1] | a host name",
        "workspace | a/b | a path segment",
        "workspace | .. | a path segment",
        "workspace | a?b=c | a path segment",
        "workspace | a#b | a path segment",
        "workspace | a\\b | a path segment",
        "workspace | %2e%2e | a path segment",
        "workspace | {x} | a path segment",
        "team | ${epoch} | text without braces",
      })
  void valueThatLeavesItsPlaceIsRefused(String key, String value, String expected) {
    HttpResponse<String> answer = fixture.post("tenant", keys(key, value), POLLING);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.parse(answer.body()).path("message").asText())
        .startsWith("configuration." + key + " is \"" + value + "\", expected " + expected);
  }

  @Test
  void valueThatMakesAnInvalidHostIsRefused() {
    HttpResponse<String> answer = fixture.post("tenant", keys("net", "evil"), POLLING);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("http://evil.0.0.1", "names no host");
  }

  @Test
  void valueThatMakesAnInvalidTokenUrlIsRefused() {
    HttpResponse<String> answer =
        fixture.post(
            "login", Map.of("oauth.api.key", "a", "oauth.api.secret", "b", "node", "1"), POLLING);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("http://login.1", "names no host");
  }

  @Test
  void lineBreakInAHeaderIsRefusedAndTheSecretNotShown() {
    HttpResponse<String> answer =
        fixture.post("tenant", keys("application.secret", "s3cr3t\r\nX-Evil: 1"), POLLING);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("configuration.application.secret is", "expected text without control characters")
        .doesNotContain("s3cr3t");
  }

  @Test
  void secretRepeatedByTheProviderIsMasked() {
    fixture.provider.stubFor(
        get(urlPathEqualTo("/telling/things"))
            .willReturn(jsonResponse("{\"message\":\"no s3cr3t-application\"}", 400)));
    JsonNode instance = fixture.create("tenant", keys("workspace", "telling"), POLLING);
    assertThat(fixture.record(instance).path("lastError").asText())
        .isEqualTo("HTTP 400 no ********");
  }

  @Test
  void absoluteUrlMustBeOnTheAccountsHost() {
    fixture.provider.stubFor(
        get(urlPathEqualTo("/others")).withHost(equalTo("127.0.0.1")).willReturn(okJson("[]")));
    String polling =
        "{\"things\": {\"url\": \"http://127.0.0.1:%d/others\"}}"
            .formatted(fixture.provider.port());
    JsonNode instance = fixture.create("tenant", keys("workspace", "absolute"), polling);
    assertThat(fixture.record(instance).path("state").asText()).isEqualTo("OK");
    HttpResponse<String> answer = fixture.post("tenant", keys("tenant.node", "2"), polling);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("expected one that begins with http://127.0.0.2");
  }

  @Test
  void tokenIsRequestedAtTheAccountsAddress() {
    fixture.provider.stubFor(
        post(urlPathEqualTo("/acme/token"))
            .willReturn(
                okJson(
                    "{\"access_token\":\"own\",\"token_type\":\"bearer\",\"expires_in\":3600}")));
    fixture.provider.stubFor(
        get(urlPathEqualTo("/oauth/things"))
            .withHeader("Authorization", equalTo("Bearer own"))
            .willReturn(okJson("[]")));
    JsonNode instance =
        fixture.create(
            "oauth",
            Map.of("oauth.api.key", "a", "oauth.api.secret", "b", "tenant", "acme"),
            POLLING);
    assertThat(fixture.record(instance).path("state").asText()).isEqualTo("OK");
    fixture.provider.verify(getRequestedFor(urlPathEqualTo("/oauth/things")));
  }

  @Test
  void authorizationPageIsTheAccounts() {
    for (String name : List.of("subdomain", "siteAddress")) {
      assertThat(authorization(name + "=acme").path("oauthUrl").asText())
          .startsWith("https://acme.zen.example/oauth/authorizations/new?audience=acme&");
    }
    assertThat(authorization("scope=a").path("message").asText())
        .isEqualTo("subdomain is missing, expected text");
    assertThat(authorization("subdomain=a%40b").path("message").asText())
        .startsWith("subdomain is \"a@b\", expected a host label");
  }

  @Test
  void siteAddressFillsOnlyOneValue() {
    assertThat(authorization("zen2", "siteAddress=acme").path("message").asText())
        .endsWith("is missing, expected text");
    assertThat(authorization("zen2", "siteAddress=acme&region=eu").path("oauthUrl").asText())
        .startsWith("https://acme.eu.zen.example/");
  }

  private static JsonNode authorization(String query) {
    return authorization("zen", query);
  }

  private static JsonNode authorization(String element, String query) {
    String path = "/elements/" + element + "/oauth/url?apiKey=a&callbackUrl=http://a&" + query;
    return Json.parse(fixture.pollhook.api().call("GET", path, null).body());
  }
}
