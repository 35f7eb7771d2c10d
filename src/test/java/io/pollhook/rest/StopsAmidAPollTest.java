package io.pollhook.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.store.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A poll of many pages ends soon after its instance was disabled, and loses nothing by it. */
class StopsAmidAPollTest {
  private static final int PAGES = 60;
  private static final int PAGE_MILLIS = 50;
  private static final String ELEMENT =
      """
      key: pages
      baseUrl: BASE
      items: list
      resources:
        - path: /pages
          paging: {style: page, parameter: page, start: 1, sizeParameter: size, size: 1}
      """;

  @TempDir static Path directory;
  private static RestFixture fixture;

  @BeforeAll
  static void start() {
    fixture = new RestFixture(directory, Map.of("pages.yaml", ELEMENT));
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  private static int calls() {
    return fixture.provider.findAll(getRequestedFor(urlPathEqualTo("/pages"))).size();
  }

  @Test
  void disabledInstanceStopsAmidItsPages() {
    fixture.provider.stubFor(get(urlPathEqualTo("/pages")).willReturn(okJson("{\"list\":[]}")));
    JsonNode instance =
        fixture.create("pages", Map.of(), "{\"pages\": {\"url\": \"/hubs/general/pages\"}}");
    String path = "/instances/" + instance.path("id").asLong();
    IntStream.rangeClosed(1, PAGES).forEach(StopsAmidAPollTest::serve);
    fixture.provider.resetRequests();
    await().until(() -> calls() > 3);

    fixture.pollhook.api().call("DELETE", path + "/enabled", null);
    awaitSilence();

    assertThat(calls()).isLessThan(PAGES);
    fixture.pollhook.api().call("PUT", path + "/enabled", null);
    List<String> all = IntStream.rangeClosed(1, PAGES).mapToObj(id -> "CREATED " + id).toList();
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () ->
                assertThat(fixture.reported("pages"))
                    .as("%s", fixture.record(instance))
                    .containsExactlyElementsOf(all));
  }

  private static void awaitSilence() {
    AtomicInteger last = new AtomicInteger(-1);
    await()
        .during(Duration.ofMillis(10 * PAGE_MILLIS))
        .until(() -> calls() == last.getAndSet(calls()));
  }

  /** One object on each page; the call for the first one names no page. */
  private static void serve(int page) {
    ObjectNode answer = Json.MAPPER.createObjectNode();
    answer.putArray("list").add(RestFixture.object(page));
    fixture.provider.stubFor(
        get(urlPathEqualTo("/pages"))
            .withQueryParam("page", page == 1 ? absent() : equalTo("" + page))
            .willReturn(okJson(answer.toString()).withFixedDelay(PAGE_MILLIS)));
  }
}
