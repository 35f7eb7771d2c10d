package io.pollhook.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A resource that is listed per object of another one: the cards of each board. */
class PollsPerListedObjectTest {
  private static final String BOARDS =
      """
      key: boards
      baseUrl: BASE
      partitions:
        boards:
          placeholder: boardId
          resource: /teams/{team}/boards
          idField: board.id
          skipWhen: {closed: true}
      resources:
        - path: /teams/{team}/boards/{boardId}/cards
          get: /boards/{boardId}/cards
          partition: boards
        - path: /teams/{team}/boards
          paging: {style: page, parameter: page, start: 1, sizeParameter: limit, size: 2}
          items: boards
          idField: board.id
      """;

  @TempDir static Path directory;
  private static RestFixture fixture;

  @BeforeAll
  static void start() {
    fixture = new RestFixture(directory, Map.of("boards.yaml", BOARDS));
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  private static void boards(String page, String... boards) {
    String list =
        Arrays.stream(boards)
            .map(
                board ->
                    "{\"board\": {\"id\": \"%s\"}, \"closed\": %s}"
                        .formatted(board, board.equals("old")))
            .collect(Collectors.joining(","));
    fixture.provider.stubFor(
        get(urlPathEqualTo("/teams/t1/boards"))
            .withQueryParam("page", page.equals("1") ? absent() : equalTo(page))
            .willReturn(okJson("{\"boards\": [" + list + "]}")));
  }

  private static void cards(String board, String cards) {
    fixture.provider.stubFor(
        get(urlPathEqualTo("/boards/" + board + "/cards")).willReturn(okJson(cards)));
  }

  @Test
  void cardsOfEveryListedBoardAreReported() {
    boards("1", "b1", "old");
    boards("2", "b2");
    boards("3");
    cards("b1", "[{\"id\": 1}]");
    cards("b2", "[{\"id\": 1}]");
    JsonNode instance =
        fixture.create(
            "boards",
            Map.of(),
            "{\"cards\": {\"url\": \"/hubs/general/teams/t1/boards/{boardId}/cards\"}}");
    cards("b2", "[{\"id\": 1}, {\"id\": 2}]");
    expect(instance, "CREATED 2 b2");
    assertThat(fixture.record(instance).path("parts")).hasSize(2);
    boards("2", "b2", "b3");
    cards("b3", "[{\"id\": 3}]");
    await().atMost(ofSeconds(10)).until(() -> fixture.record(instance).path("parts").size() == 3);
    await()
        .atMost(ofSeconds(10))
        .until(() -> fixture.record(instance).path("state").asText().equals("OK"));
    cards("b3", "[{\"id\": 3}, {\"id\": 4}]");
    expect(instance, "CREATED 2 b2", "CREATED 4 b3");
    fixture.provider.stubFor(
        get(urlPathEqualTo("/boards/b3/cards")).willReturn(aResponse().withStatus(404)));
    boards("2", "b2");
    await().atMost(ofSeconds(10)).until(() -> fixture.record(instance).path("parts").size() == 2);
  }

  private static void expect(JsonNode instance, String... events) {
    await()
        .atMost(ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(fixture.receiver.events())
                    .as("%s", fixture.record(instance))
                    .extracting(
                        event -> event.eventType() + ' ' + event.objectId() + ' ' + event.otherId())
                    .containsExactlyInAnyOrder(events));
  }
}
