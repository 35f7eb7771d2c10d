package io.pollhook.rest;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.loopback.LoopbackServer;
import io.pollhook.loopback.Request;
import io.pollhook.loopback.Response;
import io.pollhook.store.Json;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages, page sizes and dates of a POST are placed where the element's body has them. */
class PlacesPagesInBodiesTest {
  private static final String ELEMENT =
      """
      key: posts
      baseUrl: %s/api
      items: list
      resources:
        - path: /text
          post: /text
          body: {q: "page {page} of {size} since ${gmtDate:yyyy}"}
          paging: {style: page, parameter: q, start: 1, sizeParameter: q, size: 2}
        - path: /number
          post: /number
          body: {requests: [{page: "{page}", first: "{size}"}]}
          paging:
            {style: page, parameter: "requests[0].page", start: 1, sizeParameter: "requests[0].first", size: 2}
        - path: /offset
          post: /offset
          body: {window: {from: "{page}"}}
          paging: {style: offset, parameter: window.from, sizeParameter: window.count, size: 2}
        - path: /token
          post: /token
          body: {variables: {after: "{page}", fixed: true}}
          paging: {style: token, parameter: variables.after, field: next}
        - path: /query
          post: /query
          body: {query: '{ items(after: "{page}") { id } }'}
          paging: {style: token, parameter: query, field: next}
      """;

  @TempDir static Path directory;
  private static final List<JsonNode> BODIES = new CopyOnWriteArrayList<>();
  private static volatile int objects;
  private static LoopbackServer server;
  private static RestFixture fixture;

  @BeforeAll
  static void start() {
    server = new LoopbackServer(0, Clock.systemUTC(), PlacesPagesInBodiesTest::answer);
    fixture = new RestFixture(directory, Map.of("posts.yaml", ELEMENT.formatted(server.uri())));
  }

  @AfterAll
  static void stop() {
    fixture.close();
    server.close();
  }

  /** Two objects on each page; the page's number follows from the only digit of its position. */
  private static Response answer(Request request) {
    JsonNode body = Json.parse(request.text());
    BODIES.add(body);
    String resource = request.segments().get(1);
    int page =
        switch (resource) {
          case "text" -> body.path("q").asText().charAt("page ".length()) - '1';
          case "number" -> body.at("/requests/0/page").intValue() - 1;
          case "offset" -> body.at("/window/from").intValue() / 2;
          case "token" -> body.at("/variables/after").asText().equals("null") ? 0 : 1;
          default -> body.path("query").asText().contains("t2") ? 1 : 0;
        };
    ObjectNode answer = Json.MAPPER.createObjectNode();
    ArrayNode list = answer.putArray("list");
    IntStream.rangeClosed(2 * page + 1, Math.min(2 * page + 2, objects))
        .forEach(id -> list.addObject().put("id", id));
    answer.put("next", page == 0 && objects > 2 ? "t2" : null);
    return Response.json(200, answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text   | {"q":"page 1 of 2 since YEAR"}                     | {"q":"page 2 of 2 since YEAR"}
          number | {"requests":[{"page":1,"first":2}]}                | {"requests":[{"page":2,"first":2}]}
          offset | {"window":{"from":0,"count":2}}                    | {"window":{"from":2,"count":2}}
          token  | {"variables":{"after":null,"fixed":true}}          | {"variables":{"after":"t2","fixed":true}}
          query  | {"query":"{ items(after: \\"\\") { id } }"}        | {"query":"{ items(after: \\"t2\\") { id } }"}
          """)
  void pagesOfAPostAreReadFromItsBody(String resource, String first, String second) {
    objects = 0;
    BODIES.clear();
    JsonNode instance =
        fixture.create(
            "posts", Map.of(), "{\"%1$s\": {\"url\": \"/hubs/general/%1$s\"}}".formatted(resource));
    objects = 3;
    await()
        .atMost(ofSeconds(15))
        .untilAsserted(
            () ->
                assertThat(fixture.reported(resource))
                    .as("%s", fixture.record(instance))
                    .containsExactly("CREATED 1", "CREATED 2", "CREATED 3"));
    assertThat(BODIES.toString().replaceAll("since \\d{4}", "since YEAR")).contains(first, second);
    fixture.removeInstances();
  }
}
