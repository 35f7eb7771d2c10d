package io.pollhook.rest;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.loopback.LoopbackServer;
import io.pollhook.loopback.Request;
import io.pollhook.loopback.Response;
import java.nio.file.Path;
import java.time.Clock;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A position that an earlier answer named, and at which the provider then fails forever, is given
 * up; nothing is lost or reported twice.
 */
class LeavesStuckPositionsTest {
  private static final String ELEMENT =
      """
      key: stuck
      baseUrl: %s/api
      items: list
      resources:
        - path: /links/{which}
          get: /{which}
          changes: delta
          delta: {field: link}
          deletedWhen: {gone: true}
          paging: {style: next-url, field: next}
        - path: /tokens
          changes: delta
          delta: {field: link, parameter: since}
        - path: /etags
          conditional: true
          updatedDateField: updated
          dateFormat: yyyy-MM-dd'T'HH:mm:ssXXX
      """;

  @TempDir static Path directory;
  private static final Map<String, Function<Request, Response>> PROVIDER =
      new ConcurrentHashMap<>();
  private static final List<String> REQUESTS = new CopyOnWriteArrayList<>();
  private static LoopbackServer server;
  private static RestFixture fixture;

  @BeforeAll
  static void start() {
    server = new LoopbackServer(0, Clock.systemUTC(), LeavesStuckPositionsTest::answer);
    fixture = new RestFixture(directory, Map.of("stuck.yaml", ELEMENT.formatted(server.uri())));
  }

  @AfterAll
  static void stop() {
    fixture.close();
    server.close();
  }

  private static Response answer(Request request) {
    String resource = request.segments().get(1);
    REQUESTS.add(resource + '?' + String.join("", request.parameters().keySet()));
    return PROVIDER.get(resource).apply(request);
  }

  private static Response list(String objects, String field, String next) {
    return Response.json(200, "{\"list\": [%s], \"%s\": \"%s\"}".formatted(objects, field, next));
  }

  private static Response failure(int status) {
    return status == 200
        ? Response.html(200, "<p>Please stand by</p>")
        : Response.json(status, "{\"message\": \"boom\"}");
  }

  /** Creates an instance while the provider gives the first answer, and later answers follow. */
  private static JsonNode poll(
      String resource, String url, Response first, Function<Request, Response> later) {
    PROVIDER.put(resource, request -> first);
    JsonNode instance =
        fixture.create(
            "stuck",
            Map.of(),
            "{\"%s\": {\"url\": \"/hubs/general/%s\"}}".formatted(resource, url));
    REQUESTS.clear();
    PROVIDER.put(resource, later);
    return instance;
  }

  private static void expect(JsonNode instance, String resource, String... events) {
    await()
        .atMost(ofSeconds(40))
        .untilAsserted(
            () ->
                assertThat(fixture.reported(resource))
                    .as("%s", fixture.record(instance))
                    .containsExactlyInAnyOrder(events));
    assertThat(fixture.record(instance).path("gaps")).isEmpty();
  }

  /** Objects b and c are known; then b changes, c is deleted, and d is created. */
  @ParameterizedTest
  @CsvSource({"s500, 500", "s503, 503", "s400, 400", "s404, 404", "s200, 200"})
  void deltaLinkIsGivenUp(String which, int status) {
    JsonNode instance =
        poll(
            which,
            "links/" + which,
            list("{\"id\":\"b\"},{\"id\":\"c\"}", "link", "?since=1"),
            request ->
                request.parameter("since").isEmpty()
                    ? list("{\"id\":\"b\",\"v\":2},{\"id\":\"d\"}", "link", "?since=2")
                    : request.parameter("since").get().equals("1")
                        ? failure(status)
                        : list("", "link", "?since=2"));
    expect(instance, which, "UPDATED b", "CREATED d", "DELETED c");
  }

  @Test
  void deltaTokenIsGivenUp() {
    JsonNode instance =
        poll(
            "tokens",
            "tokens",
            list("{\"id\":\"b\"}", "link", "1"),
            request ->
                request.parameter("since").equals(Optional.of("1"))
                    ? failure(500)
                    : list("{\"id\":\"b\"},{\"id\":\"d\"}", "link", "2"));
    expect(instance, "tokens", "CREATED d");
  }

  /** The link still works, but the page behind it fails whenever it is read. */
  @Test
  void pageBehindADeltaLinkIsGivenUpWithTheLink() {
    JsonNode instance =
        poll(
            "paged",
            "links/paged",
            list("{\"id\":\"b\"}", "link", "?since=1"),
            request -> {
              if (request.parameter("page").isPresent()) {
                return failure(500);
              }
              return request.parameter("since").equals(Optional.of("1"))
                  ? list("{\"id\":\"c\"}", "next", "?page=2")
                  : list(
                      request.parameter("since").isPresent()
                          ? ""
                          : "{\"id\":\"b\"},{\"id\":\"c\"},{\"id\":\"d\"}",
                      "link",
                      "?since=2");
            });
    expect(instance, "paged", "CREATED c", "CREATED d");
  }

  @Test
  void etagIsGivenUp() {
    JsonNode instance =
        poll(
            "etags",
            "etags",
            list("", "none", "").with("ETag", "\"1\""),
            request ->
                request.header("if-none-match").isPresent()
                    ? failure(500)
                    : list("{\"id\":\"b\",\"updated\":\"2099-01-01T00:00:00Z\"}", "none", ""));
    expect(instance, "etags", "UPDATED b");
  }

  /** Creates an instance with a delta link, after which every call fails. */
  private static JsonNode pollThenFail(String name, int status) {
    Response first = list("{\"id\":\"b\"}", "link", "?since=1");
    return poll(name, "links/" + name, first, request -> failure(status));
  }

  @Test
  void deltaLinkStaysWhileTheProviderFailsEverywhere() {
    JsonNode instance = pollThenFail("outage", 503);
    await()
        .atMost(ofSeconds(40))
        .until(() -> REQUESTS.stream().filter("outage?"::equals).count() >= 2);
    PROVIDER.put(
        "outage",
        request ->
            request.parameter("since").isEmpty()
                ? failure(503)
                : list("{\"id\":\"d\"}", "link", "?since=2"));
    expect(instance, "outage", "CREATED d");
  }

  @Test
  void permissionIsNoReasonToGiveAPositionUp() {
    JsonNode instance = pollThenFail("forbidden", 403);
    await()
        .atMost(ofSeconds(15))
        .until(() -> fixture.record(instance).path("state").asText().equals("FAILED"));
    assertThat(REQUESTS).doesNotContain("forbidden?");
  }
}
