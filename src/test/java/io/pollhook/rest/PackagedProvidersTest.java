package io.pollhook.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.moreThanOrExactly;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GitHub's and Stripe's elements, tested against answers from their public documentation. */
class PackagedProvidersTest {
  private static final String ISSUES = "/repos/octo%20org/hello/issues";

  @TempDir static Path directory;
  private static RestFixture fixture;

  /** Files replace the packaged elements of the same keys: here by copies with other addresses. */
  @BeforeAll
  static void start() {
    fixture =
        new RestFixture(
            directory,
            Map.of(
                "github.yaml", packaged("github").replace("https://api.github.com", "BASE"),
                "stripe.yaml", packaged("stripe").replace("https://api.stripe.com", "BASE")));
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  private static String packaged(String key) {
    try (InputStream in =
        PackagedProvidersTest.class.getResourceAsStream("/io/pollhook/elements/" + key + ".yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static MappingBuilder issues() {
    return get(urlPathEqualTo(ISSUES))
        .withHeader("Authorization", equalTo("Bearer github_pat_1"))
        .withHeader("Accept", equalTo("application/vnd.github+json"))
        .withHeader("X-GitHub-Api-Version", equalTo("2022-11-28"))
        .withQueryParam("state", equalTo("all"))
        .withQueryParam("sort", equalTo("updated"))
        .withQueryParam("direction", equalTo("desc"))
        .withQueryParam("per_page", equalTo("100"))
        .withQueryParam("since", matching("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"));
  }

  private static String issue(int id) {
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    return "{\"id\":%d,\"number\":1,\"title\":\"a\",\"created_at\":\"%s\",\"updated_at\":\"%s\"}"
        .formatted(id, now, now);
  }

  @Test
  void issuesOfARepositoryAreReportedAndUnchangedPagesNotSentAgain() {
    fixture.provider.stubFor(issues().willReturn(okJson("[]").withHeader("ETag", "W/\"0\"")));
    fixture.provider.stubFor(
        issues().withHeader("If-None-Match", equalTo("W/\"0\"")).willReturn(status(304)));
    JsonNode instance =
        fixture.create(
            "github",
            Map.of("access.token", "github_pat_1"),
            "{\"issues\": {\"url\": \"/hubs/general/repos/octo%20org/hello/issues\"}}");
    await()
        .atMost(ofSeconds(15))
        .untilAsserted(
            () ->
                fixture.provider.verify(
                    moreThanOrExactly(2),
                    getRequestedFor(urlPathEqualTo(ISSUES))
                        .withHeader("If-None-Match", equalTo("W/\"0\""))));
    String next = "<" + fixture.provider.baseUrl() + "/repositories/7/issues?page=2>; rel=\"next\"";
    fixture.provider.stubFor(
        issues()
            .willReturn(
                okJson("[" + issue(2) + "]").withHeader("ETag", "\"1\"").withHeader("Link", next)));
    fixture.provider.stubFor(
        get(urlPathEqualTo("/repositories/7/issues"))
            .withQueryParam("page", equalTo("2"))
            .willReturn(okJson("[" + issue(1) + "]")));
    await()
        .atMost(ofSeconds(15))
        .untilAsserted(
            () ->
                assertThat(fixture.reported("issues"))
                    .containsExactlyInAnyOrder("CREATED 1", "CREATED 2"));
    fixture.provider.stubFor(
        get(urlPathEqualTo(ISSUES))
            .willReturn(
                jsonResponse("{\"message\":\"API rate limit exceeded\"}", 403)
                    .withHeader("X-RateLimit-Remaining", "0")
                    .withHeader(
                        "X-RateLimit-Reset",
                        Long.toString(Instant.now().plusSeconds(600).getEpochSecond()))));
    await()
        .atMost(ofSeconds(15))
        .until(() -> fixture.record(instance).path("state").asText().equals("BACKING_OFF"));
    JsonNode record = fixture.record(instance);
    assertThat(record.path("lastError").asText()).isEqualTo("HTTP 403 API rate limit exceeded");
    assertThat(Instant.parse(record.path("nextPoll").asText()))
        .isAfter(Instant.now().plusSeconds(300));
  }

  private static MappingBuilder events() {
    return get(urlPathEqualTo("/v1/events"))
        .withHeader("Authorization", equalTo("Bearer sk_test_1"))
        .withQueryParam("limit", equalTo("100"))
        .withQueryParam("created[gte]", matching("\\d{10}"));
  }

  private static String list(boolean more, String... ids) {
    long now = Instant.now().getEpochSecond();
    StringBuilder data = new StringBuilder();
    for (String id : ids) {
      data.append(data.isEmpty() ? "" : ",")
          .append("{\"id\":\"%s\",\"object\":\"event\",\"created\":%d}".formatted(id, now));
    }
    return "{\"object\":\"list\",\"data\":[%s],\"has_more\":%s}".formatted(data, more);
  }

  @Test
  void eventsOfAnAccountAreReportedPageByPage() {
    fixture.provider.stubFor(events().willReturn(okJson(list(false))));
    fixture.create(
        "stripe",
        Map.of("api.key", "sk_test_1"),
        """
        {"events": {"url": "/hubs/payment/events?where=created >'${epoch:s}'", "idField": "id"}}
        """);
    fixture.provider.stubFor(
        events()
            .withQueryParam("starting_after", absent())
            .willReturn(okJson(list(true, "evt_3", "evt_2"))));
    fixture.provider.stubFor(
        events()
            .withQueryParam("starting_after", equalTo("evt_2"))
            .willReturn(okJson(list(false, "evt_1"))));
    await()
        .atMost(ofSeconds(15))
        .untilAsserted(
            () ->
                assertThat(fixture.reported("events"))
                    .containsExactlyInAnyOrder("CREATED evt_1", "CREATED evt_2", "CREATED evt_3"));
  }
}
