package io.pollhook.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import io.pollhook.store.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The number of pages that a poll reads depends on the order that the element declares. */
class ReadsInOrderTest {
  private static final String ELEMENT =
      """
      key: ordered
      baseUrl: BASE
      paging: {style: page, parameter: page, start: 1, sizeParameter: size, size: 2}
      resources:
        - {path: /descending, order: newest-first}
        - {path: /ascending, order: any}
        - {path: /unordered}
      """;

  private static final int PAGES = 4;

  @TempDir static Path directory;
  private static RestFixture fixture;

  @BeforeAll
  static void start() {
    fixture = new RestFixture(directory, Map.of("ordered.yaml", ELEMENT));
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  /**
   * Serves seven objects, of which the given ones are new, on pages of two, and then an empty page.
   */
  private static void list(String resource, List<Integer> ids, List<Integer> fresh) {
    for (int page = 1; page <= PAGES + 1; page++) {
      ArrayNode objects = Json.MAPPER.createArrayNode();
      for (int id :
          ids.subList(Math.min(2 * page - 2, ids.size()), Math.min(2 * page, ids.size()))) {
        objects.add(fresh.contains(id) ? RestFixture.object(id) : old(id));
      }
      fixture.provider.stubFor(
          get(urlPathEqualTo("/" + resource))
              .withQueryParam("page", page == 1 ? absent() : equalTo(String.valueOf(page)))
              .willReturn(okJson(objects.toString())));
    }
  }

  private static ObjectNode old(int id) {
    String day = "2020-01-0" + id + "T00:00:00.000Z";
    return Json.MAPPER.createObjectNode().put("id", id).put("created", day).put("updated", day);
  }

  private static int requests(String resource, int page) {
    RequestPatternBuilder pattern = getRequestedFor(urlPathEqualTo("/" + resource));
    return fixture
        .provider
        .findAll(
            pattern.withQueryParam("page", page == 1 ? absent() : equalTo(String.valueOf(page))))
        .size();
  }

  private static void create(String resource) {
    fixture.create(
        "ordered",
        Map.of(),
        """
        {"%s": {"url": "/hubs/general/%s", "datesConfiguration": {
          "updatedDateField": "updated", "updatedDateFormat": "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
          "createdDateField": "created", "createdDateFormat": "yyyy-MM-dd'T'HH:mm:ss.SSSXXX"}}}
        """
            .formatted(resource, resource));
  }

  private static void awaitReported(String resource, String... changes) {
    await()
        .atMost(ofSeconds(15))
        .untilAsserted(
            () -> assertThat(fixture.reported(resource)).containsExactlyInAnyOrder(changes));
  }

  private static void awaitPolls(String resource, int more) {
    int before = requests(resource, 1);
    await().atMost(ofSeconds(15)).until(() -> requests(resource, 1) >= before + more);
  }

  @Test
  void newestFirstListingIsReadUpToTheLastSeenDate() {
    List<Integer> ids = List.of(7, 6, 5, 4, 3, 2, 1);
    list("descending", ids, List.of());
    create("descending");
    awaitPolls("descending", 2);
    assertThat(requests("descending", 2)).isZero();
    list("descending", ids, List.of(7, 6, 5));
    awaitReported("descending", "CREATED 7", "CREATED 6", "CREATED 5");
    awaitPolls("descending", 2);
    assertThat(requests("descending", 2)).isPositive();
    assertThat(requests("descending", 3)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"ascending, 1234567", "unordered, 7361524"})
  void otherListingsAreReadCompletelyByEachPoll(String resource, String order) {
    List<Integer> ids = order.chars().mapToObj(Character::getNumericValue).toList();
    int last = ids.get(ids.size() - 1);
    list(resource, ids, List.of());
    create(resource);
    list(resource, ids, List.of(last));
    awaitReported(resource, "CREATED " + last);
    fixture.provider.resetRequests();
    awaitPolls(resource, 3);
    int begun = requests(resource, 1);
    for (int page = 2; page <= PAGES; page++) {
      assertThat(requests(resource, page)).isGreaterThanOrEqualTo(begun - 1);
    }
  }
}
