package io.pollhook.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.store.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Previews of an element that only a file declares. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreviewsRestPollsTest {
  private static final String CRM =
      """
      key: crm
      baseUrl: BASE/v2
      authentication: {type: api-key, query: key}
      paging: {style: page, parameter: page, sizeParameter: limit, size: 2}
      resources:
        - path: /contacts
          query: {since: "${gmtDate:yyyy-MM-dd'T'HH:mm:ss'Z'}"}
      """;
  private static final String POLLING =
      """
      {"contacts": {"url": "/hubs/crm/contacts", "idField": "id", "datesConfiguration": {
        "updatedDateField": "updated", "updatedDateFormat": "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'",
        "createdDateField": "created", "createdDateFormat": "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'"}}}
      """;

  private RestFixture fixture;
  private JsonNode instance;

  @BeforeAll
  void start(@TempDir Path directory) {
    fixture = new RestFixture(directory, Map.of("crm.yaml", CRM));
  }

  @AfterAll
  void stop() {
    fixture.close();
  }

  @BeforeEach
  void create() {
    fixture.removeInstances();
    lists("[]");
    ObjectNode body = fixture.body("crm", Map.of("api.key", "s3cr+t"), POLLING);
    ((ObjectNode) body.path("configuration")).put("event.poller.refresh_interval", "60");
    instance = fixture.pollhook.api().create(body);
  }

  private void lists(String objects) {
    fixture.provider.stubFor(get(urlPathEqualTo("/v2/contacts")).willReturn(okJson(objects)));
  }

  private JsonNode preview(String polling) {
    JsonNode body =
        polling == null
            ? null
            : Json.MAPPER.createObjectNode().set("event.poller.configuration", Json.parse(polling));
    HttpResponse<String> answer =
        fixture
            .pollhook
            .api()
            .call("POST", "/instances/" + instance.path("id").asLong() + "/preview", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.parse(answer.body()).path(0);
  }

  private static String contact(String id, Instant created, Instant updated) {
    return "{\"id\": \"%s\", \"created\": \"%s\", \"updated\": \"%s\"}"
        .formatted(id, dated(created), dated(updated));
  }

  private static String dated(Instant moment) {
    return moment.toString().replace("Z", "000000000").substring(0, 26) + "Z";
  }

  @Test
  void previewShowsTheVerdictOnEachObject() {
    Instant now = Instant.now().plusMillis(1);
    Instant lastYear = now.minusSeconds(31_000_000);
    lists(
        "[%s, %s]"
            .formatted(contact("old", lastYear, lastYear), contact("changed", lastYear, now)));

    JsonNode objects = preview(null).path("objects");

    assertThat(objects.at("/0/objectId").asText()).isEqualTo("changed");
    assertThat(objects.at("/0/verdict").asText()).isEqualTo("UPDATED");
    assertThat(objects.at("/0/createdDate").asText())
        .startsWith(lastYear.toString().substring(0, 10));
    assertThat(objects.at("/1/objectId").asText()).isEqualTo("old");
    assertThat(objects.at("/1/verdict").asText()).contains("it has not changed since 20");
  }

  @Test
  void previewShowsTheUrlWithDatesAndWithoutTheKey() {
    assertThat(preview(null).at("/requests/0").asText())
        .contains("/v2/contacts?")
        .matches(".*since=\\d{4}-\\d\\d-\\d\\dT.*")
        .contains("key=********")
        .doesNotContain("s3cr");
  }

  @Test
  void previewShowsUnreadableIdsAndDates() {
    lists("[" + contact("a", Instant.now(), Instant.now()) + "]");

    JsonNode nameless = preview(POLLING.replace("\"id\"", "\"uuid\"")).at("/objects/0");
    JsonNode undated = preview(POLLING.replace("\"updated\"", "\"changed\"")).at("/objects/0");

    assertThat(nameless.path("verdict").asText()).isEqualTo("UNKNOWN");
    assertThat(nameless.path("objectId").asText()).isEmpty();
    assertThat(undated.path("verdict").asText()).isEqualTo("UNKNOWN");
    assertThat(undated.path("updatedDate").isNull()).isTrue();
  }

  @Test
  void previewShowsWhyThereIsNoPage() {
    fixture.provider.stubFor(
        get(urlPathEqualTo("/v2/contacts"))
            .willReturn(aResponse().withStatus(403).withBody("{\"error\": \"no s3cr+t here\"}")));

    JsonNode preview = preview(null);

    assertThat(preview.path("ok").asBoolean()).isFalse();
    assertThat(preview.path("reason").asText()).contains("403").doesNotContain("s3cr");
    assertThat(fixture.record(instance).path("state").asText()).isEqualTo("OK");
  }
}
