package io.pollhook.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.pollhook.store.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of authentication works, and its secrets do not leak. */
class AuthenticatesEveryWayTest {
  private static final String POLLING =
      "{\"things\": {\"url\": \"/hubs/general/things\", \"idField\": \"id\"}}";

  @TempDir static Path directory;
  private static RestFixture fixture;

  private static String element(String key, String authentication) {
    return """
        key: %s
        baseUrl: BASE/%s
        authentication: %s
        resources: [{path: /things}]
        """
        .formatted(key, key, authentication);
  }

  @BeforeAll
  static void start() {
    fixture =
        new RestFixture(
            directory,
            Map.of(
                "header.yaml",
                element("header", "{type: api-key, value: 'Bearer ${api.key}'}"),
                "own.yaml",
                element("own", "{type: api-key, header: X-Key, value: '${my.secret}'}"),
                "query.yaml",
                element("query", "{type: api-key, query: key}"),
                "basic.yaml",
                element("basic", "{type: basic}"),
                "open.yaml",
                element("open", "{type: none}"),
                "client.yaml",
                element("client", "{type: client-credentials, tokenUrl: BASE/token, scopes: [a]}"),
                "linked.yaml",
                element("linked", "{type: api-key, query: key}") + "paging: {style: link}\n"));
  }

  @AfterEach
  void removeInstances() {
    fixture.removeInstances();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  private record Scheme(
      String element, Map<String, String> keys, UnaryOperator<MappingBuilder> shown) {
    @Override
    public String toString() {
      return element;
    }
  }

  private static Stream<Scheme> schemes() {
    return Stream.of(
        new Scheme(
            "header",
            Map.of("api.key", "s3cr3t-header"),
            call -> call.withHeader("Authorization", equalTo("Bearer s3cr3t-header"))),
        new Scheme(
            "own",
            Map.of("my.secret", "s3cr3t-own"),
            call -> call.withHeader("X-Key", equalTo("s3cr3t-own"))),
        new Scheme(
            "query",
            Map.of("api.key", "s3cr3t&query"),
            call ->
                call.withQueryParam("key", equalTo("s3cr3t&query"))
                    .withHeader("Authorization", absent())),
        new Scheme(
            "basic",
            Map.of("username", "ann", "password", "s3cr3t-basic"),
            call -> call.withBasicAuth("ann", "s3cr3t-basic")),
        new Scheme("open", Map.of(), call -> call.withHeader("Authorization", absent())),
        new Scheme(
            "client",
            Map.of("oauth.api.key", "application", "oauth.api.secret", "s3cr3t-client"),
            call -> call.withHeader("Authorization", equalTo("Bearer token-1"))));
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void laterObjectsAreReported(Scheme scheme) {
    fixture.provider.resetScenarios();
    stubToken();
    String path = "/" + scheme.element() + "/things";
    fixture.provider.stubFor(get(urlPathEqualTo(path)).willReturn(status(401)));
    fixture.provider.stubFor(
        scheme.shown().apply(get(urlPathEqualTo(path))).willReturn(okJson("[]")));
    JsonNode instance = fixture.create(scheme.element(), scheme.keys(), POLLING);
    assertThat(fixture.record(instance).path("state").asText()).isEqualTo("OK");
    assertThat(instance.path("valid").asBoolean()).isTrue();
    fixture.provider.stubFor(
        scheme
            .shown()
            .apply(get(urlPathEqualTo(path)))
            .willReturn(okJson("[{\"id\":\"%s\"}]".formatted(scheme.element()))));
    await()
        .atMost(ofSeconds(15))
        .until(() -> fixture.reported("things").contains("CREATED " + scheme.element()));
    assertThat(instance.toString()).doesNotContain("s3cr3t");
    assertThat(stored()).doesNotContain("s3cr3t");
  }

  private static void stubToken() {
    fixture.provider.stubFor(
        post(urlPathEqualTo("/token"))
            .withRequestBody(containing("grant_type=client_credentials"))
            .withRequestBody(containing("scope=a"))
            .withRequestBody(containing("client_secret=s3cr3t-client"))
            .inScenario("token")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("second")
            .willReturn(okJson(token("token-1"))));
    fixture.provider.stubFor(
        post(urlPathEqualTo("/token"))
            .inScenario("token")
            .whenScenarioStateIs("second")
            .willReturn(okJson(token("token-2"))));
  }

  private static String token(String token) {
    return "{\"access_token\":\"%s\",\"token_type\":\"bearer\",\"expires_in\":3600}"
        .formatted(token);
  }

  /** The content of all database files. */
  private static String stored() {
    try (Stream<Path> files = Files.walk(fixture.data)) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(path -> path.toString().contains(".db")).toList()) {
        all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
      assertThat(all).isNotEmpty();
      return all.toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void missingKeysAreNamedAndNoGrantIsRequested() {
    HttpResponse<String> answer = fixture.post("basic", Map.of("username", "ann"), POLLING);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("missing in configuration: password");
    assertThat(
            fixture
                .pollhook
                .api()
                .call("GET", "/elements/basic/oauth/url?apiKey=a&callbackUrl=http://a", null)
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void refusedKeyNeedsReauthentication() {
    fixture.provider.stubFor(get(urlPathEqualTo("/own/things")).willReturn(status(401)));
    JsonNode instance = fixture.create("own", Map.of("my.secret", "wrong"), POLLING);
    await()
        .atMost(ofSeconds(15))
        .until(() -> fixture.record(instance).path("state").asText().equals("NEEDS_REAUTH"));
  }

  @Test
  void refusedTokenIsReplaced() {
    fixture.provider.resetScenarios();
    stubToken();
    fixture.provider.stubFor(get(urlPathEqualTo("/client/things")).willReturn(status(401)));
    fixture.provider.stubFor(
        get(urlPathEqualTo("/client/things"))
            .withHeader("Authorization", equalTo("Bearer token-2"))
            .willReturn(okJson("[]")));
    JsonNode instance =
        fixture.create(
            "client",
            Map.of("oauth.api.key", "application", "oauth.api.secret", "s3cr3t-client"),
            POLLING);
    assertThat(fixture.record(instance).path("state").asText()).isEqualTo("OK");
  }

  @Test
  void nextPageIsOnlyRequestedFromTheElementsHost() {
    String elsewhere = "http://127.0.0.2:" + fixture.provider.port() + "/linked/elsewhere";
    fixture.provider.stubFor(
        get(urlPathEqualTo("/linked/things"))
            .willReturn(okJson("[]").withHeader("Link", "<" + elsewhere + ">; rel=\"next\"")));
    JsonNode instance = fixture.create("linked", Map.of("api.key", "k3y-linked"), POLLING);
    await()
        .atMost(ofSeconds(15))
        .until(() -> fixture.record(instance).path("lastError").asText().contains("127.0.0.2"));
    fixture.provider.verify(0, getRequestedFor(urlPathEqualTo("/linked/elsewhere")));
  }

  @Test
  void apiKeyRepeatedInTheNextUrlIsSentButNotStored() {
    fixture.provider.stubFor(
        get(urlPathEqualTo("/linked/things"))
            .withQueryParam("page", absent())
            .willReturn(
                okJson("[]")
                    .withHeader("Link", "</linked/things?key=k3y-again&page=2>; rel=next")));
    fixture.provider.stubFor(
        get(urlPathEqualTo("/linked/things"))
            .withQueryParam("page", equalTo("2"))
            .withQueryParam("key", equalTo("k3y-again"))
            .willReturn(okJson("[]")));
    JsonNode instance = fixture.create("linked", Map.of("api.key", "k3y-again"), POLLING);
    assertThat(fixture.record(instance).path("state").asText()).isEqualTo("OK");
    assertThat(stored()).doesNotContain("k3y-again");
  }

  @Test
  void absoluteUrlOfAnotherHostIsRefused() {
    for (String url :
        List.of(
            "http://evil.example/things",
            fixture.provider.baseUrl().replace("localhost", "127.0.0.1") + "/open/things",
            "https://localhost/open/things")) {
      HttpResponse<String> answer =
          fixture.post("open", Map.of(), "{\"things\": {\"url\": \"%s\"}}".formatted(url));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
      assertThat(Json.parse(answer.body()).path("message").asText())
          .contains("configuration.event.poller.configuration.things.url", url);
    }
  }

  @Test
  void absoluteUrlOfTheElementIsCalledUnchanged() {
    fixture.provider.stubFor(
        get(urlPathEqualTo("/open/others"))
            .withQueryParam("where", equalTo("a b"))
            .willReturn(okJson("[]")));
    JsonNode instance =
        fixture.create(
            "open",
            Map.of(),
            "{\"others\": {\"url\": \"%s/open/others?where=a b\"}}"
                .formatted(fixture.provider.baseUrl()));
    assertThat(fixture.record(instance).path("state").asText()).isEqualTo("OK");
  }
}
