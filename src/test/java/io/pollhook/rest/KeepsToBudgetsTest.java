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

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A spent budget is not a failure: the changes found are kept, and the rest follows with the next
 * call.
 */
class KeepsToBudgetsTest {
  private static final String ELEMENT =
      """
      key: tight
      baseUrl: BASE
      paging: {style: token, parameter: page, field: next}
      items: items
      budget: {account: 3}
      resources: [{path: /things, updatedDateField: updated, createdDateField: created,
        dateFormat: "yyyy-MM-dd'T'HH:mm:ss.SSSXXX"}]
      """;

  @TempDir Path directory;
  private RestFixture fixture;

  @BeforeEach
  void start() {
    fixture = new RestFixture(directory, Map.of("tight.yaml", ELEMENT));
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private static String page(int id, String next) {
    return "{\"items\":[%s],\"next\":\"%s\"}".formatted(RestFixture.object(id), next);
  }

  private void answers(String page, String body) {
    fixture.provider.stubFor(
        get(urlPathEqualTo("/things"))
            .withQueryParam("page", page.isEmpty() ? absent() : equalTo(page))
            .willReturn(okJson(body)));
  }

  /** The first look takes one call, or two if the next second has begun. */
  @Test
  void listingLongerThanTheBudgetIsReportedUpToThePageRead() {
    answers("", "{\"items\":[]}");
    JsonNode instance =
        fixture.create(
            "tight",
            Map.of("event.poller.refresh_interval", "60"),
            "{\"things\": {\"url\": \"/hubs/general/things\"}}");
    answers("", page(1, "2"));
    answers("2", page(2, "3"));
    answers("3", page(3, ""));

    String poll = "/instances/" + instance.path("id").asLong() + "/poll";
    assertThat(fixture.pollhook.api().call("POST", poll, null).statusCode()).isEqualTo(202);

    await().atMost(ofSeconds(15)).until(() -> fixture.reported("things").contains("CREATED 1"));
    JsonNode record = fixture.record(instance);
    assertThat(record.path("state").asText()).isEqualTo("OK");
    assertThat(record.path("lastError").isNull()).isTrue();
    fixture.provider.verify(3, getRequestedFor(urlPathEqualTo("/things")));
    assertThat(fixture.reported("things")).doesNotContain("CREATED 3");
  }
}
