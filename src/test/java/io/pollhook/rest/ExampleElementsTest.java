package io.pollhook.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example element, tested against answers from Zendesk's public documentation. */
class ExampleElementsTest {
  private static final String TICKETS = "/api/v2/incremental/tickets/cursor.json";

  @TempDir Path directory;

  private static MappingBuilder tickets() {
    return get(urlPathEqualTo(TICKETS)).withBasicAuth("ann@acme.example/token", "t0ken");
  }

  private static MappingBuilder firstPage() {
    return tickets()
        .withQueryParam("start_time", matching("\\d{10}"))
        .withQueryParam("per_page", equalTo("1000"))
        .withQueryParam("cursor", absent());
  }

  private static String page(String next, boolean last, String... tickets) {
    return "{\"tickets\":[%s],\"after_url\":\"%s\",\"after_cursor\":\"c\",\"end_of_stream\":%s}"
        .formatted(String.join(",", tickets), next, last);
  }

  private static String ticket(int id, String status) {
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    return "{\"id\":%d,\"status\":\"%s\",\"created_at\":\"%s\",\"updated_at\":\"%s\"}"
        .formatted(id, status, now, now);
  }

  @Test
  void ticketsOfAnAccountsSubdomainAreReported() throws IOException {
    String zendesk =
        Files.readString(Path.of("examples/elements/zendesk.yaml"))
            .replace("https://${subdomain}.zendesk.com", "http://127.0.0.${subdomain}:PORT")
            .replace("account: 10", "account: 100000");
    try (RestFixture fixture = new RestFixture(directory, Map.of("zendesk.yaml", zendesk))) {
      String next = "http://127.0.0.1:%d%s?cursor=c".formatted(fixture.provider.port(), TICKETS);
      fixture.provider.stubFor(firstPage().willReturn(okJson(page(next, true))));
      JsonNode instance =
          fixture.create(
              "zendesk",
              Map.of(
                  "subdomain",
                  "1",
                  "zendesk.email",
                  "ann@acme.example",
                  "zendesk.api.token",
                  "t0ken"),
              "{\"tickets\": {\"url\": \"/hubs/helpdesk/tickets\", \"pollDelay\": 60}}");
      assertThat(fixture.record(instance).path("state").asText()).isEqualTo("OK");
      fixture.provider.stubFor(
          tickets()
              .withQueryParam("cursor", equalTo("c"))
              .willReturn(okJson(page(next, true, ticket(2, "deleted")))));
      fixture.provider.stubFor(firstPage().willReturn(okJson(page(next, false, ticket(1, "new")))));
      await()
          .atMost(ofSeconds(15))
          .untilAsserted(
              () ->
                  assertThat(fixture.reported("tickets"))
                      .containsExactlyInAnyOrder("CREATED 1", "DELETED 2"));
    }
  }
}
