package io.pollhook.rest;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.loopback.LoopbackServer;
import io.pollhook.loopback.Request;
import io.pollhook.loopback.Response;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An unreadable object is reported as UNKNOWN, once, and does not block any other. */
class ReadsDamagedPagesTest {
  private final String now = Instant.now().toString();
  private static final String ELEMENT =
      """
      key: damaged
      baseUrl: %s
      items: list
      resources:
        - {path: "/{any}", updatedDateField: updated, createdDateField: updated, dateFormat: "yyyy-MM-dd'T'HH:mm:ss.SSSXXX"}
      """;

  @TempDir static Path directory;
  private static final Map<String, Response> PROVIDER = new ConcurrentHashMap<>();
  private static LoopbackServer server;
  private static RestFixture fixture;

  @BeforeAll
  static void start() {
    server = new LoopbackServer(0, Clock.systemUTC(), ReadsDamagedPagesTest::answer);
    fixture = new RestFixture(directory, Map.of("damaged.yaml", ELEMENT.formatted(server.uri())));
  }

  @AfterAll
  static void stop() {
    fixture.close();
    server.close();
  }

  private static Response answer(Request request) {
    return PROVIDER.getOrDefault(request.path().substring(1), Response.json(200, "{\"list\": []}"));
  }

  private static JsonNode create(String resource) {
    JsonNode instance =
        fixture.create(
            "damaged",
            Map.of(),
            "{\"%s\": {\"url\": \"/hubs/general/%s\"}}".formatted(resource, resource));
    await()
        .atMost(ofSeconds(15))
        .until(() -> fixture.record(instance).path("state").asText().equals("OK"));
    return instance;
  }

  private String object(String id, String more) {
    return "{\"id\": \"%s\", \"updated\": \"%s\", \"more\": %s}".formatted(id, now, more);
  }

  private String page(String middle) {
    return "{\"list\": [%s, %s, %s]}"
        .formatted(object("a", "1.50"), middle, object("b", "\"\u00fc\""));
  }

  private static void othersArrive(String resource, String... further) {
    await()
        .atMost(ofSeconds(15))
        .untilAsserted(
            () -> assertThat(fixture.reported(resource)).contains("CREATED a", "CREATED b"));
    await().during(ofSeconds(1)).until(() -> true);
    assertThat(fixture.reported(resource)).hasSize(2 + further.length).contains(further);
  }

  @ParameterizedTest
  @CsvSource({"deep", "long", "nan", "infinite", "null", "exponent", "name"})
  void unreadableObjectIsReportedAsUnknownOnce(String trouble) {
    JsonNode instance = create(trouble);
    String middle =
        switch (trouble) {
          case "deep" -> object("x", "[".repeat(250) + "]".repeat(250));
          case "long" -> object("x", "7".repeat(1200));
          case "nan" -> object("x", "NaN");
          case "exponent" -> object("x", "1e99999999999");
          case "name" -> object("x", "{\"" + "n".repeat(60_000) + "\": 1}");
          case "infinite" -> object("x", "{\"deeper\": [1, -Infinity, 2]}");
          default -> "null";
        };
    PROVIDER.put(trouble, Response.json(200, page(middle)));
    othersArrive(trouble, "UNKNOWN ");
    assertThat(fixture.record(instance).path("state").asText()).isEqualTo("OK");
  }

  @ParameterizedTest
  @CsvSource({"duplicate", "control", "surrogate", "tiny"})
  void unusualObjectIsReadLikeAnyOther(String kind) {
    JsonNode instance = create(kind);
    String middle =
        switch (kind) {
          case "duplicate" -> object("x", "1, \"more\": 2");
          case "control" -> object("x", "\"a\tb\nc\"");
          case "surrogate" -> object("x", "\"\\ud800\"");
          default -> object("x", "1e-400");
        };
    PROVIDER.put(kind, Response.json(200, page(middle)));
    othersArrive(kind, "CREATED x");
    assertThat(fixture.record(instance).path("state").asText()).isEqualTo("OK");
  }

  /** Damage around the list, in fields that no one needs, stops nothing. */
  @ParameterizedTest
  @CsvSource({"nan", "deep", "long", "exponent"})
  void unreadableFieldBesideTheListIsLeftOut(String trouble) {
    String resource = "beside" + trouble;
    create(resource);
    String value =
        switch (trouble) {
          case "nan" -> "{\"average\": NaN}";
          case "deep" -> "[".repeat(250) + "]".repeat(250);
          case "long" -> "7".repeat(1200);
          default -> "1e99999999999";
        };
    String page = page(object("c", "1"));
    PROVIDER.put(
        resource,
        Response.json(200, page.replaceFirst("^\\{", "{\"statistics\": " + value + ", ")));
    othersArrive(resource, "CREATED c");
  }

  @Test
  void declaredCharsetIsUsed() {
    create("latin");
    Charset latin = StandardCharsets.ISO_8859_1;
    PROVIDER.put(
        "latin",
        new Response(
            200,
            Map.of("Content-Type", "application/json; charset=ISO-8859-1"),
            page(object("c", "1")).getBytes(latin)));
    othersArrive("latin", "CREATED c");
    assertThat(fixture.receiver.callbacks())
        .anyMatch(callback -> callback.json().findValuesAsText("more").contains("\u00fc"));
  }

  @Test
  void invalidUnicodeBlocksNothing() {
    create("bytes");
    PROVIDER.put(
        "bytes",
        Response.json(200, "")
            .withBody(page(object("c", "1")).getBytes(StandardCharsets.ISO_8859_1)));
    othersArrive("bytes", "CREATED c");
  }

  @Test
  void emptyAnswerToARequestForChangesMeansNoChange() {
    JsonNode instance = create("empty");
    PROVIDER.put("empty", Response.json(200, ""));
    await().during(ofSeconds(1)).until(() -> true);
    assertThat(fixture.record(instance).path("state").asText()).isEqualTo("OK");
  }

  @Test
  void invalidJsonIsReportedInPlainWords() {
    JsonNode instance = create("html");
    PROVIDER.put("html", Response.html(200, "<html>"));
    await()
        .atMost(ofSeconds(15))
        .until(() -> fixture.record(instance).path("state").asText().equals("BACKING_OFF"));
    assertThat(fixture.record(instance).path("lastError").asText())
        .contains("expected JSON, but line 1, column 1 is not valid")
        .doesNotContain("JsonReadFeature", "Source:");
  }
}
