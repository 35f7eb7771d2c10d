package io.pollhook.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.pollhook.store.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peculiarities of providers, each declared in an element file and visible in events. */
class SpeaksManyDialectsTest {
  private static final String DIALECTS =
      """
      key: dialects
      baseUrl: BASE
      resources:
        - path: /shops/{shop}/orders
          detail: /shops/{shop}/orders/{id}/whole
          deletedWhen: {gone: true}
          changes: delta
          delta: {field: token, parameter: since}
          items: orders
        - path: /tickets
        - path: /tasks
          or: ","
          where: {state: states}
        - path: /invoices
          get: /query
          items: QueryResponse.Invoice?
          query: {query: "select * from Invoice startposition {page} maxresults {size}"}
          paging:
            style: offset
            parameter: query
            start: 1
            sizeParameter: query
            size: 2
        - path: /settings
          items: data.*
        - path: /lines
          idFields: [order.id, line]
      """;

  private static final String SLOW =
      """
      key: slow
      baseUrl: BASE
      budget: {accountPerSecond: 2}
      resources:
        - path: /slow
          detail: /slow/{id}
      """;

  private static final String SHARED =
      """
      key: shared
      baseUrl: BASE
      budget: {elementPerSecond: 3}
      resources:
        - path: /shared
          detail: /shared/{id}
      """;

  private static final String SIGN_IN =
      """
      key: signin
      baseUrl: BASE
      authentication:
        type: oauth2
        authorizationUrl: BASE/authorize
        tokenUrl: BASE/token
        pkce: true
      resources:
        - path: /things
      """;

  @TempDir static Path directory;
  private static RestFixture fixture;

  @BeforeAll
  static void start() {
    fixture =
        new RestFixture(
            directory,
            Map.of(
                "dialects.yaml", DIALECTS,
                "slow.yaml", SLOW,
                "shared.yaml", SHARED,
                "signin.yaml", SIGN_IN));
  }

  @AfterEach
  void removeInstances() {
    fixture.removeInstances();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  private static void serve(String path, String body) {
    fixture.provider.stubFor(get(urlPathEqualTo(path)).willReturn(okJson(body)));
  }

  private static JsonNode poll(String resource, String url) {
    return poll("dialects", resource, url);
  }

  private static JsonNode poll(String element, String resource, String url) {
    return fixture.create(
        element, Map.of(), "{\"%s\": {\"url\": \"/hubs/general/%s\"}}".formatted(resource, url));
  }

  private static void expect(JsonNode instance, String resource, String... events) {
    await()
        .atMost(ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(fixture.reported(resource))
                    .as("%s", fixture.record(instance))
                    .contains(events));
  }

  @Test
  void createdAndUpdatedObjectsAreCompletedOneByOne() {
    serve("/shops/s1/orders/a%20b/whole", "{\"id\": \"a b\", \"total\": 12.50}");
    serve("/shops/s1/orders/c/whole", "{\"id\": \"c\", \"total\": 7}");
    serve("/shops/s1/orders", "{\"orders\": [{\"id\": \"a b\"}], \"token\": \"t1\"}");
    JsonNode instance = poll("orders", "shops/s1/orders");
    ordersSince("t2", "{\"orders\": [], \"token\": \"t2\"}");
    ordersSince(
        "t1",
        "{\"orders\": [{\"id\": \"a b\", \"v\": 2}, {\"id\": \"c\"}, {\"id\": \"d\"},"
            + " {\"id\": \"d\", \"gone\": true}], \"token\": \"t2\"}");
    expect(instance, "orders", "UPDATED a b", "CREATED c", "CREATED d", "DELETED d");
    String raw =
        fixture.receiver.callbacks().stream()
            .map(callback -> callback.request().text())
            .toList()
            .toString();
    assertThat(raw).contains("{\"id\":\"a b\",\"total\":12.50}", "{\"id\":\"c\",\"total\":7}");
    fixture.provider.verify(1, getRequestedFor(urlEqualTo("/shops/s1/orders/d/whole")));
  }

  private static void ordersSince(String token, String body) {
    fixture.provider.stubFor(
        get(urlPathEqualTo("/shops/s1/orders"))
            .withQueryParam("since", equalTo(token))
            .willReturn(okJson(body)));
  }

  @Test
  void valuesJoinedByOrAreSentTogether() {
    serve("/tickets", "[]");
    serve("/tasks", "[]");
    poll("tickets", "tickets?where=status='new' or status='open'");
    poll("tasks", "tasks?where=(state='a' or state='b') and owner='me'");
    await()
        .atMost(ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(urls())
                    .contains("/tickets?status=new&status=open", "/tasks?states=a%2Cb&owner=me"));
    assertThat(
            fixture
                .post(
                    "dialects",
                    Map.of(),
                    "{\"t\": {\"url\": \"/hubs/general/tickets?where=a='1' or b='2'\"}}")
                .body())
        .contains("joined by and, or by or if they name the same field");
  }

  private static List<String> urls() {
    return fixture.provider.findAll(getRequestedFor(anyUrl())).stream()
        .map(LoggedRequest::getUrl)
        .toList();
  }

  @Test
  void pagesArePositionsInAQueryText() {
    page(1, 1, 2);
    page(3);
    JsonNode instance = poll("invoices", "invoices");
    page(3, 3, 4);
    page(5, 5);
    page(6);
    expect(instance, "invoices", "CREATED 3", "CREATED 4", "CREATED 5");
  }

  private static void page(int position, int... ids) {
    String list =
        Arrays.stream(ids).mapToObj(id -> "{\"id\": " + id + "}").collect(Collectors.joining(","));
    String query = "select * from Invoice startposition " + position + " maxresults 2";
    String empty = "{\"QueryResponse\": {}}";
    fixture.provider.stubFor(
        get(urlPathEqualTo("/query"))
            .withQueryParam("query", matching(query.replace("*", "\\*")))
            .willReturn(
                okJson(
                    ids.length == 0
                        ? empty
                        : "{\"QueryResponse\": {\"Invoice\": [" + list + "]}}")));
  }

  @Test
  void objectsAreAMap() {
    serve("/settings", "{\"data\": {\"-Na\": {\"v\": 1}}}");
    JsonNode instance = poll("settings", "settings");
    serve("/settings", "{\"data\": {\"-Na\": {\"v\": 2}, \"-Nb\": {\"v\": 1}}}");
    expect(instance, "settings", "UPDATED -Na", "CREATED -Nb");
  }

  @Test
  void idsAreComposed() {
    serve("/lines", "[]");
    JsonNode instance = poll("lines", "lines");
    serve(
        "/lines", "[{\"order\": {\"id\": 7}, \"line\": 1}, {\"order\": {\"id\": 7}, \"line\": 2}]");
    expect(instance, "lines", "CREATED 7:1", "CREATED 7:2");
  }

  @Test
  void codesNeedAVerifier() throws Exception {
    String url =
        Json.parse(
                fixture
                    .pollhook
                    .api()
                    .call(
                        "GET",
                        "/elements/signin/oauth/url?apiKey=id&apiSecret=secret"
                            + "&callbackUrl=https%3A%2F%2Fapp.example%2Fcallback",
                        null)
                    .body())
            .path("oauthUrl")
            .asText();
    String query = URI.create(url).getRawQuery();
    assertThat(query).contains("code_challenge_method=S256");
    serve("/things", "[]");
    fixture.provider.stubFor(
        post(urlEqualTo("/token"))
            .willReturn(
                okJson(
                    "{\"access_token\": \"t\", \"token_type\": \"Bearer\", \"expires_in\": 60}")));
    ObjectNode body = fixture.body("signin", Map.of(), "{}");
    body.putObject("providerData").put("code", "c1");
    ((ObjectNode) body.get("configuration"))
        .put("oauth.api.key", "id")
        .put("oauth.api.secret", "secret")
        .put("oauth.callback.url", "https://app.example/callback");
    fixture.pollhook.api().create(body);
    LoggedRequest asked = fixture.provider.findAll(postRequestedFor(urlEqualTo("/token"))).get(0);
    String verifier =
        asked.getBodyAsString().replaceFirst("^(?:.*&)?code_verifier=([^&]+).*", "$1");
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
    assertThat(query)
        .contains("code_challenge=" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
  }

  @Test
  void detailsWaitForTheBudgetPerSecond() {
    serve("/slow", "[]");
    JsonNode instance = poll("slow", "slow", "slow");
    List.of(1, 2, 3, 4).forEach(id -> serve("/slow/" + id, "{\"id\": " + id + "}"));
    serve("/slow", "[{\"id\": 1}, {\"id\": 2}, {\"id\": 3}, {\"id\": 4}]");
    expect(instance, "slow", "CREATED 1", "CREATED 2", "CREATED 3", "CREATED 4");
  }

  /** Of nine calls in a row, three may come at once, and three in each second after that. */
  @Test
  void accountsShareTheElementsBudgetPerSecond() {
    serve("/shared", "[]");
    JsonNode first = poll("shared", "first", "shared");
    JsonNode second = poll("shared", "second", "shared");
    for (JsonNode instance : List.of(first, second)) {
      await().until(() -> fixture.record(instance).path("state").asText().equals("OK"));
    }
    List<Integer> ids = List.of(1, 2, 3, 4, 5, 6);
    ids.forEach(id -> serve("/shared/" + id, "{\"id\": " + id + "}"));
    serve("/shared", ids.stream().map("{\"id\": %d}"::formatted).toList().toString());
    String[] created = ids.stream().map(id -> "CREATED " + id).toArray(String[]::new);
    expect(first, "first", created);
    expect(second, "second", created);
    List<Instant> calls =
        fixture.provider.findAll(getRequestedFor(urlPathMatching("/shared/.*"))).stream()
            .map(call -> call.getLoggedDate().toInstant())
            .sorted()
            .toList();
    for (int i = 8; i < calls.size(); i++) {
      assertThat(Duration.between(calls.get(i - 8), calls.get(i))).isGreaterThan(ofMillis(1_500));
    }
  }

  @Test
  void deletedObjectIsReportedAsListed() {
    serve("/shops/s2/orders", "{\"orders\": [], \"token\": \"u1\"}");
    JsonNode instance = poll("gone", "shops/s2/orders");
    fixture.provider.stubFor(
        get(urlPathEqualTo("/shops/s2/orders/x/whole")).willReturn(aResponse().withStatus(410)));
    fixture.provider.stubFor(
        get(urlPathEqualTo("/shops/s2/orders"))
            .withQueryParam("since", matching("u.*"))
            .willReturn(okJson("{\"orders\": [{\"id\": \"x\"}], \"token\": \"u2\"}")));
    expect(instance, "gone", "CREATED x");
  }
}
