package io.pollhook.rest;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.loopback.LoopbackServer;
import io.pollhook.loopback.Reply;
import io.pollhook.loopback.Request;
import io.pollhook.loopback.Response;
import io.pollhook.store.Json;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects of providers with odd paging are reported, or the poll record shows why not. */
class SurvivesPagingFaultsTest {
  private static final String ELEMENT =
      """
      key: odd
      baseUrl: %s/api
      items: list
      resources:
        - {path: /clamped, paging: {style: page, parameter: page, start: 1, sizeParameter: size, size: 2}}
        - {path: /deaf, paging: {style: page, parameter: page, start: 1}}
        - {path: /short, paging: {style: page, parameter: page, start: 1, sizeParameter: size, size: 100}}
        - {path: /shortoffset, paging: {style: offset, parameter: skip, sizeParameter: size, size: 100}}
        - {path: /total, paging: {style: page, parameter: page, start: 1, totalHeader: X-Total}}
        - {path: /scroll, paging: {style: token, parameter: scroll, field: next}}
        - {path: /false, paging: {style: token, parameter: token, field: next}}
        - {path: /one, paging: {style: page, parameter: page, start: 1, hasMore: more}}
        - {path: /maybe, paging: {style: page, parameter: page, start: 1, hasMore: more}}
        - {path: /v2/relative, paging: {style: next-url, field: next}}
        - {path: /moved}
        - {path: /elsewhere}
        - {path: /stuck, paging: {style: token, parameter: token, field: next}}
        - {path: /notfound, paging: {style: page, parameter: page, start: 1}}
        - {path: /said, paging: {style: page, parameter: page, start: 1, hasMore: more}}
        - {path: /forbidden}
      """;

  @TempDir static Path directory;
  private static final Map<String, Function<Request, Reply>> PROVIDER = new ConcurrentHashMap<>();
  private static final Map<String, AtomicInteger> REQUESTS = new ConcurrentHashMap<>();
  private static final List<ObjectNode> OBJECTS =
      IntStream.rangeClosed(1, 5).mapToObj(RestFixture::object).toList();
  private static LoopbackServer server;
  private static RestFixture fixture;

  @BeforeAll
  static void start() {
    server = new LoopbackServer(0, Clock.systemUTC(), SurvivesPagingFaultsTest::answer);
    fixture = new RestFixture(directory, Map.of("odd.yaml", ELEMENT.formatted(server.uri())));
  }

  @AfterAll
  static void stop() {
    fixture.close();
    server.close();
  }

  private static Reply answer(Request request) {
    String resource = request.path().substring("/api/".length());
    REQUESTS.computeIfAbsent(resource, any -> new AtomicInteger()).incrementAndGet();
    return PROVIDER.getOrDefault(resource, any -> page(List.of(), null)).apply(request);
  }

  private static Reply page(List<Integer> ids, JsonNode next) {
    return Response.json(200, body(ids, next).toString());
  }

  private static ObjectNode body(List<Integer> ids, JsonNode next) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    ArrayNode list = body.putArray("list");
    ids.forEach(id -> list.add(OBJECTS.get(id - 1)));
    return next == null ? body : body.set("next", next);
  }

  private static JsonNode json(String text) {
    return Json.parse(text);
  }

  /** Objects 1 to 5 in pages of two; an empty list past the end. */
  private static List<Integer> ids(int page) {
    return IntStream.rangeClosed(2 * page - 1, Math.min(2 * page, 5)).boxed().toList();
  }

  private static int number(Request request, String parameter, int otherwise) {
    return request.parameter(parameter).map(Integer::parseInt).orElse(otherwise);
  }

  private static JsonNode create(String resource) {
    String key = resource.substring(resource.lastIndexOf('/') + 1);
    String dates =
        """
        {"%s": {"url": "/hubs/general/%s", "idField": "id", "datesConfiguration": {
          "updatedDateField": "updated", "updatedDateFormat": "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
          "createdDateField": "created", "createdDateFormat": "yyyy-MM-dd'T'HH:mm:ss.SSSXXX"}}}
        """;
    JsonNode instance = fixture.create("odd", Map.of(), dates.formatted(key, resource));
    await().atMost(ofSeconds(15)).until(() -> REQUESTS.get(resource).get() >= 1);
    return instance;
  }

  private static void allFiveArrive(String resource) {
    String key = resource.substring(resource.lastIndexOf('/') + 1);
    await()
        .atMost(ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(fixture.reported(key))
                    .containsExactlyInAnyOrder(
                        "CREATED 1", "CREATED 2", "CREATED 3", "CREATED 4", "CREATED 5"));
  }

  private static String error(JsonNode instance) {
    await()
        .atMost(ofSeconds(15))
        .until(() -> !fixture.record(instance).path("lastError").asText("").isEmpty());
    return fixture.record(instance).path("lastError").asText();
  }

  @Test
  void repeatedLastPageIsTheEnd() {
    JsonNode instance = create("clamped");
    PROVIDER.put("clamped", request -> page(ids(Math.min(number(request, "page", 1), 3)), null));
    allFiveArrive("clamped");
    assertThat(fixture.record(instance).path("state").asText()).isEqualTo("OK");
  }

  @Test
  void providerWithoutPagingFailsVisiblyAfterTheSecondPage() {
    JsonNode instance = create("deaf");
    PROVIDER.put("deaf", request -> page(List.of(1, 2), null));
    assertThat(error(instance)).contains("the second page has the same objects as the first");
    assertThat(fixture.record(instance).path("state").asText()).isEqualTo("BACKING_OFF");
    assertThat(REQUESTS.get("deaf").get()).isLessThan(100);
  }

  @Test
  void listingContinuesAfterShortPages() {
    create("short");
    PROVIDER.put("short", request -> page(ids(number(request, "page", 1)), null));
    allFiveArrive("short");
  }

  @Test
  void listingContinuesAfterShortPagesByOffset() {
    create("shortoffset");
    PROVIDER.put("shortoffset", request -> page(ids(number(request, "skip", 0) / 2 + 1), null));
    allFiveArrive("shortoffset");
  }

  @Test
  void totalInAHeaderMarksTheEnd() {
    create("total");
    PROVIDER.put(
        "total",
        request -> {
          int page = number(request, "page", 1);
          return page > 3
              ? Response.json(400, "{\"message\": \"no such page\"}")
              : Response.json(200, body(ids(page), null).toString()).with("X-Total", "5");
        });
    allFiveArrive("total");
  }

  @Test
  void notFoundPastTheLastPageIsTheEnd() {
    JsonNode instance = create("notfound");
    PROVIDER.put("notfound", request -> pageOrNotFound(number(request, "page", 1)));
    allFiveArrive("notfound");
    assertThat(fixture.record(instance).path("state").asText()).isEqualTo("OK");
  }

  @Test
  void notFoundIsAnErrorIfMorePagesWereAnnounced() {
    JsonNode instance = create("said");
    PROVIDER.put("said", request -> pageOrNotFound(number(request, "page", 1)));
    assertThat(error(instance)).contains("HTTP 404");
  }

  private static Reply pageOrNotFound(int page) {
    return page > 3
        ? Response.json(404, "{\"message\": \"no such page\"}")
        : Response.json(200, body(ids(page), null).put("more", true).toString());
  }

  @Test
  void scrollTokenStandsForAllPages() {
    create("scroll");
    AtomicInteger at = new AtomicInteger();
    PROVIDER.put(
        "scroll",
        request -> {
          int page = request.parameter("scroll").isEmpty() ? 1 : at.get() + 1;
          at.set(page);
          return page(ids(page), json("\"s1\""));
        });
    allFiveArrive("scroll");
  }

  @Test
  void falseAsTokenIsTheEnd() {
    JsonNode instance = create("false");
    PROVIDER.put(
        "false",
        request -> {
          int page = number(request, "token", 1);
          return page(ids(page), json(page < 3 ? String.valueOf(page + 1) : "false"));
        });
    allFiveArrive("false");
    assertThat(fixture.record(instance).path("state").asText()).isEqualTo("OK");
  }

  @Test
  void hasMoreMayBeANumber() {
    create("one");
    PROVIDER.put(
        "one",
        request -> {
          int page = number(request, "page", 1);
          return Response.json(200, body(ids(page), null).put("more", page < 3 ? 1 : 0).toString());
        });
    allFiveArrive("one");
  }

  @Test
  void unreadableHasMoreFailsVisibly() {
    JsonNode instance = create("maybe");
    PROVIDER.put(
        "maybe",
        request -> Response.json(200, body(List.of(1), null).put("more", "maybe").toString()));
    assertThat(error(instance)).contains("expected true or false at more, got maybe");
  }

  @Test
  void relativeAndUnencodedNextPagesAreFollowed() {
    create("v2/relative");
    PROVIDER.put(
        "v2/relative",
        request -> {
          int page = request.parameter("q").map(q -> q.endsWith("2") ? 2 : 3).orElse(1);
          return page(ids(page), page < 3 ? json("\"?q=page " + (page + 1) + '"') : null);
        });
    allFiveArrive("v2/relative");
  }

  @Test
  void redirectsWithinTheProviderAreFollowed() {
    create("moved");
    PROVIDER.put("moved", request -> Response.json(301, "").with("Location", "renamed"));
    PROVIDER.put("renamed", request -> page(List.of(1, 2, 3, 4, 5), null));
    allFiveArrive("moved");
  }

  @Test
  void redirectsToAnotherHostAreNotFollowed() {
    JsonNode instance = create("elsewhere");
    String other = fixture.provider.baseUrl() + "/elsewhere";
    PROVIDER.put("elsewhere", request -> Response.json(302, "").with("Location", other));
    assertThat(error(instance)).contains("HTTP 302 a redirect that was not followed");
    assertThat(fixture.provider.getAllServeEvents()).isEmpty();
  }

  @Test
  void pageThatKeepsFailingIsDroppedAndTheListingRestarted() {
    create("stuck");
    AtomicInteger listing = new AtomicInteger();
    PROVIDER.put(
        "stuck",
        request -> {
          String token = request.parameter("token").orElse("");
          if (token.isEmpty()) {
            return page(ids(1), json("\"2 " + listing.incrementAndGet() + '"'));
          }
          if (token.startsWith("2")) {
            return page(ids(2), json("\"3 " + listing.get() + '"'));
          }
          boolean lost = token.endsWith(" 1"); // in the first listing, forever
          return lost ? Response.json(500, "{\"message\": \"boom\"}") : page(ids(3), null);
        });
    allFiveArrive("stuck");
  }

  @Test
  void refusalIsShownAndTriedAgainAfterHalfAMinute() {
    JsonNode instance = create("forbidden");
    PROVIDER.put("forbidden", request -> Response.json(403, ""));
    assertThat(error(instance)).isEqualTo("HTTP 403 Forbidden");
    JsonNode record = fixture.record(instance);
    assertThat(record.path("state").asText()).isEqualTo("FAILED");
    assertThat(Instant.parse(record.path("nextPoll").asText()))
        .isAfter(Instant.now().plusSeconds(15));
  }
}
