package io.pollhook.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ScenarioMappingBuilder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A spent budget is no failure: what was found counts, and the rest comes with the next call. */
class KeepsToBudgetsTest {
  private static final String ELEMENT =
      """
      key: tight
      baseUrl: BASE
      paging: {style: token, parameter: page, field: next}
      items: items
      budget: {account: 2}
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

  private static ScenarioMappingBuilder firstPage() {
    return get(urlPathEqualTo("/things")).withQueryParam("page", absent()).inScenario("listing");
  }

  @Test
  void aListingLongerThanTheBudgetIsReportedAsFarAsItWasRead() {
    fixture.provider.stubFor(
        firstPage()
            .whenScenarioStateIs(STARTED)
            .willReturn(okJson("{\"items\":[]}"))
            .willSetStateTo("looked"));
    fixture.provider.stubFor(
        firstPage().whenScenarioStateIs("looked").willReturn(okJson(page(1, "2"))));
    fixture.provider.stubFor(
        get(urlPathEqualTo("/things"))
            .withQueryParam("page", equalTo("2"))
            .willReturn(okJson(page(2, ""))));
    JsonNode first =
        fixture.create("tight", Map.of(), "{\"things\": {\"url\": \"/hubs/general/things\"}}");
    await().atMost(ofSeconds(15)).until(() -> fixture.reported("things").contains("CREATED 1"));
    JsonNode record = fixture.record(first);
    assertThat(record.path("state").asText()).isEqualTo("OK");
    assertThat(record.path("lastError").isNull()).isTrue();
    fixture.provider.verify(2, getRequestedFor(urlPathEqualTo("/things")));
  }
}
