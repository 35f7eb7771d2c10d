package io.pollhook.rest;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.loopback.LoopbackServer;
import io.pollhook.loopback.Request;
import io.pollhook.loopback.Response;
import io.pollhook.store.Json;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dates, pages and ends in headers, and parameters of token requests, as elements declare them. */
class SpeaksByHeadersTest {
  private static final String DATED =
      """
      key: dated
      baseUrl: %1$s
      headers:
        If-Modified-Since: "${gmtDate:EEE, dd MMM yyyy HH:mm:ss 'GMT'}"
      resources:
        - path: /dated
          updatedDateField: at
          dateFormat: yyyy-MM-dd'T'HH:mm:ssXXX
        - path: /whole
      """;
  private static final String PAGED =
      """
      key: paged
      baseUrl: %1$s
      resources:
        - path: /tokens
          paging: {style: token, parameter: after, header: X-Next}
          deletedWhen: {deletedAt: not null}
        - path: /pages
          paging: {style: page, parameter: page, start: 1, pagesHeader: X-Pages}
        - path: /counted
          paging: {style: page, parameter: page, start: 1, pages: count}
          items: list
      """;
  private static final String GRANTED =
      """
      key: granted
      baseUrl: %1$s
      authentication:
        type: client-credentials
        tokenUrl: %1$s/token
        tokenRequest: {client: basic, body: json, parameters: {audience: "https://api.example"}}
      resources: [{path: /granted}]
      """;

  @TempDir static Path directory;
  private static final Map<String, Function<Request, Response>> PROVIDER =
      new ConcurrentHashMap<>();
  private static final List<Request> REQUESTS = new CopyOnWriteArrayList<>();
  private static LoopbackServer server;
  private static RestFixture fixture;

  @BeforeAll
  static void start() {
    server = new LoopbackServer(0, Clock.systemUTC(), SpeaksByHeadersTest::answer);
    fixture =
        new RestFixture(
            directory,
            Map.of(
                "dated.yaml", DATED.formatted(server.uri()),
                "paged.yaml", PAGED.formatted(server.uri()),
                "granted.yaml", GRANTED.formatted(server.uri())));
  }

  @AfterAll
  static void stop() {
    fixture.close();
    server.close();
  }

  private static Response answer(Request request) {
    REQUESTS.add(request);
    return PROVIDER
        .getOrDefault(request.segments().get(0), any -> Response.json(200, "[]"))
        .apply(request);
  }

  private static List<Request> requests(String path) {
    return REQUESTS.stream().filter(request -> request.path().equals(path)).toList();
  }

  private static JsonNode poll(String element, String resource) {
    return fixture.create(
        element, Map.of(), "{\"%1$s\": {\"url\": \"/hubs/general/%1$s\"}}".formatted(resource));
  }

  private static void expect(JsonNode instance, String resource, String... events) {
    await()
        .atMost(ofSeconds(15))
        .untilAsserted(
            () ->
                assertThat(fixture.reported(resource))
                    .as("%s", fixture.record(instance))
                    .containsExactly(events));
  }

  private static int number(Request request, String parameter) {
    return Optional.ofNullable(request.parameters().get(parameter))
        .map(values -> Integer.parseInt(values.get(0)))
        .orElse(1);
  }

  private static Instant since(Request request) {
    String header = request.header("if-modified-since").orElseThrow();
    return ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }

  @Test
  void dateIsInAHeaderAndNothingMayHaveChangedSince() {
    PROVIDER.put("dated", request -> Response.of(304));
    JsonNode instance = poll("dated", "dated");
    Instant asked = since(requests("/dated").get(0));
    assertThat(asked).isBetween(Instant.now().minusSeconds(700), Instant.now());
    await()
        .atMost(ofSeconds(15))
        .until(() -> fixture.record(instance).path("state").asText().equals("OK"));

    Instant changed = Instant.now().plusSeconds(1);
    PROVIDER.put(
        "dated", request -> Response.json(200, "[{\"id\": 1, \"at\": \"" + changed + "\"}]"));
    expect(instance, "dated", "UPDATED 1");
  }

  @Test
  void wholeListThatIsNotModifiedIsAnErrorAndDeletesNothing() {
    PROVIDER.put("whole", request -> Response.json(200, "[{\"id\": 1}]"));
    JsonNode instance = poll("dated", "whole");
    PROVIDER.put("whole", request -> Response.of(304));
    await()
        .atMost(ofSeconds(15))
        .until(() -> fixture.record(instance).path("state").asText().equals("BACKING_OFF"));
    assertThat(fixture.record(instance).path("lastError").asText())
        .isEqualTo("HTTP 304 not modified, although the whole list was requested");
    assertThat(fixture.reported("whole")).isEmpty();
  }

  @Test
  void nextPageIsInAHeader() {
    JsonNode instance = poll("paged", "tokens");
    PROVIDER.put(
        "tokens",
        request ->
            request.parameters().containsKey("after")
                ? Response.json(200, "[{\"id\": 2}]").with("X-Next", "false")
                : Response.json(200, "[{\"id\": 1}]").with("X-Next", "t2"));
    expect(instance, "tokens", "CREATED 1", "CREATED 2");
    PROVIDER.put(
        "tokens",
        request ->
            Response.json(
                200, "[{\"id\": 1, \"deletedAt\": null}, {\"id\": 2, \"deletedAt\": \"now\"}]"));
    expect(instance, "tokens", "CREATED 1", "CREATED 2", "UPDATED 1", "DELETED 2");
  }

  @Test
  void numberOfPagesIsInAHeader() {
    JsonNode instance = poll("paged", "pages");
    PROVIDER.put(
        "pages",
        request ->
            number(request, "page") > 2
                ? Response.json(500, "{\"message\": \"there are two pages\"}")
                : Response.json(200, "[{\"id\": " + number(request, "page") + "}]")
                    .with("X-Pages", "2"));
    expect(instance, "pages", "CREATED 1", "CREATED 2");
    assertThat(fixture.record(instance).path("state").asText()).isEqualTo("OK");
  }

  @Test
  void numberOfPagesIsInTheBody() {
    PROVIDER.put("counted", request -> Response.json(200, "{\"list\": [], \"count\": 0}"));
    JsonNode instance = poll("paged", "counted");
    PROVIDER.put(
        "counted",
        request ->
            number(request, "page") > 2
                ? Response.json(500, "{\"message\": \"there are two pages\"}")
                : Response.json(
                    200,
                    "{\"list\": [{\"id\": %d}], \"count\": \"2\"}"
                        .formatted(number(request, "page"))));
    expect(instance, "counted", "CREATED 1", "CREATED 2");
    assertThat(fixture.record(instance).path("state").asText()).isEqualTo("OK");
  }

  @Test
  void tokenRequestHasFurtherParameters() {
    PROVIDER.put(
        "token",
        request -> Response.json(200, "{\"access_token\": \"t1\", \"token_type\": \"Bearer\"}"));
    fixture.create(
        "granted",
        Map.of("oauth.api.key", "id", "oauth.api.secret", "secret"),
        "{\"granted\": {\"url\": \"/hubs/general/granted\"}}");
    Request asked = requests("/token").get(0);
    assertThat(asked.header("authorization").orElse("")).startsWith("Basic ");
    assertThat(Json.parse(asked.text()))
        .isEqualTo(
            Json.parse(
                "{\"grant_type\": \"client_credentials\", \"audience\": \"https://api.example\"}"));
    assertThat(requests("/granted").get(0).header("authorization")).contains("Bearer t1");
  }
}
