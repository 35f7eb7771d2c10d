package io.pollhook.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.pollhook.docs.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The GraphQL source of docs/routes.md, run unchanged. */
class GraphQlSourceTest {
  private static final Map<String, String> KEYS =
      Map.of("oauth.api.key", "application", "oauth.api.secret", "s3cr3t");

  @TempDir static Path directory;
  private static RestFixture fixture;

  @BeforeAll
  static void start() throws IOException {
    Path routes = Files.createDirectories(directory.resolve("data").resolve("routes"));
    fixture =
        new RestFixture(
            directory,
            Map.of(
                "tracker.yaml",
                Example.of("graphql-element").replace("https://api.tracker.example", "BASE")),
            port ->
                Files.writeString(
                    routes.resolve("tracker.camel.yaml"),
                    Example.of("graphql")
                        .replace("https:api.tracker.example", "http:127.0.0.1:" + port)));
  }

  @BeforeEach
  void stub() {
    fixture.provider.resetAll();
    fixture.provider.stubFor(
        post("/token").willReturn(okJson("{\"access_token\":\"t\",\"expires_in\":3600}")));
    answer(page("", false, ""));
  }

  @AfterEach
  void removeInstances() {
    fixture.removeInstances();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  private static void answer(String body) {
    fixture.provider.stubFor(
        post("/graphql").withHeader("Authorization", equalTo("Bearer t")).willReturn(okJson(body)));
  }

  private static String issue(String id) {
    Instant now = Instant.now();
    return "{\"id\":\"%s\",\"createdAt\":\"%s\",\"updatedAt\":\"%s\"}".formatted(id, now, now);
  }

  private static String page(String issues, boolean more, String cursor) {
    return "{\"data\":{\"issues\":{\"nodes\":[%s],\"pageInfo\":{\"hasNextPage\":%s,\"endCursor\":\"%s\"}}}}"
        .formatted(issues, more, cursor);
  }

  private static JsonNode created() {
    return fixture.create("tracker", KEYS, null);
  }

  private static JsonNode awaitState(JsonNode instance, String state) {
    return await()
        .atMost(ofSeconds(15))
        .until(() -> fixture.record(instance), poll -> poll.path("state").asText().equals(state));
  }

  @Test
  void changesOnAllPagesAreReported() {
    created();
    answer(page(issue("a"), true, "page\\\"2"));
    fixture.provider.stubFor(
        post("/graphql")
            .withRequestBody(matchingJsonPath("$.variables.after", equalTo("page\"2")))
            .willReturn(okJson(page(issue("b"), false, "page\\\"2"))));

    await()
        .atMost(ofSeconds(15))
        .untilAsserted(
            () ->
                assertThat(fixture.reported("issues"))
                    .containsExactlyInAnyOrder("CREATED a", "CREATED b"));
  }

  @ParameterizedTest
  @CsvSource({
    "RATELIMITED, BACKING_OFF",
    "AUTHENTICATION_ERROR, NEEDS_REAUTH",
    "FORBIDDEN, FAILED",
    "INTERNAL, BACKING_OFF"
  })
  void errorInTheBodyOfASuccessIsRecognized(String code, String state) {
    JsonNode instance = created();
    answer(
        "{\"errors\":[{\"message\":\"no, because\",\"extensions\":{\"code\":\"%s\"}}]}"
            .formatted(code));

    JsonNode poll = awaitState(instance, state);

    assertThat(poll.toString()).contains("no, because");
  }

  @Test
  void errorWithoutACodeIsTriedAgain() {
    JsonNode instance = created();
    answer("{\"errors\":[{\"message\":\"odd\"}]}");

    assertThat(awaitState(instance, "BACKING_OFF").toString()).contains("odd");
  }

  @Test
  void rateLimitIsRespected() {
    JsonNode instance = created();
    Instant before = Instant.now();
    answer("{\"errors\":[{\"message\":\"slow\",\"extensions\":{\"code\":\"RATELIMITED\"}}]}");

    String next = awaitState(instance, "BACKING_OFF").path("nextPoll").asText();

    assertThat(Instant.parse(next)).isAfter(before.plusSeconds(55));
  }

  @Test
  void errorStatusIsRecognized() {
    JsonNode instance = created();
    fixture.provider.stubFor(WireMock.post("/graphql").willReturn(status(403)));

    assertThat(awaitState(instance, "FAILED").toString()).contains("HTTP 403");
  }
}
