package io.pollhook.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.pollhook.callback.ReceivedEvent;
import io.pollhook.store.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hub reads what polls report, on elements that page in different ways. */
class HubReadsLeavePollsAloneTest {
  private static final String ELEMENT =
      """
      key: %1$s
      baseUrl: BASE/%1$s
      paging: {style: %2$s}
      items: %3$s
      resources: [{path: /things}]
      """;
  private static final String POLLING =
      """
      {"things": {"url": "/hubs/crm/things", "idField": "id", "datesConfiguration": {
        "updatedDateField": "updated", "updatedDateFormat": "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'",
        "createdDateField": "created", "createdDateFormat": "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"}}}
      """;

  @TempDir static Path directory;
  private static RestFixture fixture;

  private final Map<Integer, JsonNode> made = new HashMap<>();

  @BeforeAll
  static void start() {
    fixture =
        new RestFixture(
            directory,
            Map.of(
                "tokens.yaml",
                ELEMENT.formatted("tokens", "token, parameter: after, field: next", "data"),
                "links.yaml",
                ELEMENT.formatted("links", "link", "data"),
                "counted.yaml",
                ELEMENT.formatted(
                    "counted", "page, parameter: page, start: 1, hasMore: more", "data")));
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tokens", "links", "counted"})
  void hubReadsEveryReportedObjectAndPollsReportTheSame(String element) {
    serve(element, List.of());
    JsonNode instance = fixture.create(element, Map.of(), POLLING);
    awaitPolls(instance, 2);
    serve(element, List.of(1, 2, 3));
    awaitReported(element, "CREATED 1", "CREATED 2", "CREATED 3");

    assertThat(idsOfAllPages(instance)).containsExactly("1", "2", "3");
    for (ReceivedEvent event : eventsOf(element)) {
      HttpResponse<String> object = read(instance, "/hubs/crm/things/" + event.objectId());
      assertThat(object.statusCode()).as(object.body()).isEqualTo(200);
      assertThat(Json.parse(object.body()).path("id").asText()).isEqualTo(event.objectId());
    }
    assertThat(read(instance, "/things/9").statusCode()).isEqualTo(404);

    awaitPolls(instance, 2);
    assertThat(fixture.record(instance).path("state").asText()).isEqualTo("OK");
    serve(element, List.of(1, 2, 3, 4));
    awaitReported(element, "CREATED 1", "CREATED 2", "CREATED 3", "CREATED 4");
    awaitPolls(instance, 2);
    assertThat(eventsOf(element)).hasSize(4);
    fixture.removeInstances();
  }

  /** Serves two objects on the first page and the others on the second, and each by its id. */
  private void serve(String element, List<Integer> ids) {
    ArrayNode objects = Json.MAPPER.createArrayNode();
    ids.forEach(id -> objects.add(made.computeIfAbsent(id, HubReadsLeavePollsAloneTest::created)));
    boolean paged = ids.size() > 2;
    String things = "/" + element + "/things";
    fixture.provider.stubFor(get(urlPathEqualTo(things + "/9")).willReturn(status(404)));
    objects.forEach(
        object ->
            fixture.provider.stubFor(
                get(urlPathEqualTo(things + "/" + object.path("id").asText()))
                    .willReturn(okJson(object.toString()))));
    fixture.provider.stubFor(
        page(element, 1).willReturn(answer(element, objects, 0, Math.min(2, ids.size()), paged)));
    if (paged) {
      fixture.provider.stubFor(
          page(element, 2).willReturn(answer(element, objects, 2, ids.size(), false)));
    }
  }

  private static JsonNode created(int id) {
    String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    return Json.MAPPER.createObjectNode().put("id", id).put("created", now).put("updated", now);
  }

  private static MappingBuilder page(String element, int number) {
    String things = "/" + element + "/things";
    if (element.equals("links") && number == 2) {
      return get(urlPathEqualTo("/links/more"));
    }
    MappingBuilder page = get(urlPathEqualTo(things));
    return switch (element) {
      case "tokens" -> page.withQueryParam("after", number == 1 ? absent() : equalTo("p2"));
      case "counted" -> page.withQueryParam("page", number == 1 ? absent() : equalTo("2"));
      default -> page;
    };
  }

  private static ResponseDefinitionBuilder answer(
      String element, ArrayNode objects, int from, int to, boolean more) {
    ObjectNode body = Json.MAPPER.createObjectNode().put("more", more);
    ArrayNode data = body.putArray("data");
    for (int i = from; i < to; i++) {
      data.add(objects.get(i));
    }
    if (more) {
      body.put("next", "p2");
    }
    ResponseDefinitionBuilder answer = okJson(body.toString());
    return more && element.equals("links")
        ? answer.withHeader("Link", "</links/more>; rel=\"next\"")
        : answer;
  }

  private static List<ReceivedEvent> eventsOf(String element) {
    return fixture.receiver.events().stream()
        .filter(event -> event.elementKey().equals(element))
        .sorted(Comparator.comparing(ReceivedEvent::objectId))
        .toList();
  }

  private static void awaitReported(String element, String... expected) {
    await()
        .atMost(ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(eventsOf(element))
                    .extracting(event -> event.eventType() + " " + event.objectId())
                    .containsExactly(expected));
  }

  private static void awaitPolls(JsonNode instance, int polls) {
    for (int i = 0; i < polls; i++) {
      String last = fixture.record(instance).path("lastPoll").asText();
      await()
          .atMost(ofSeconds(30))
          .until(() -> !fixture.record(instance).path("lastPoll").asText().equals(last));
    }
  }

  private static HttpResponse<String> read(JsonNode instance, String path) {
    return fixture.pollhook.api().callAs(instance.path("token").asText(), "GET", path);
  }

  private static List<String> idsOfAllPages(JsonNode instance) {
    List<String> ids = new ArrayList<>();
    Optional<String> token = Optional.of("");
    while (token.isPresent()) {
      String next = token.get().isEmpty() ? "" : "?nextPage=" + token.get();
      HttpResponse<String> page = read(instance, "/hubs/crm/things" + next);
      assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
      Json.parse(page.body()).forEach(object -> ids.add(object.path("id").asText()));
      token = page.headers().firstValue("elements-next-page-token");
    }
    return ids;
  }
}
