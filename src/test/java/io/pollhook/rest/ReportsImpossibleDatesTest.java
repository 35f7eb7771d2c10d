package io.pollhook.rest;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.callback.ReceivedEvent;
import io.pollhook.loopback.LoopbackServer;
import io.pollhook.loopback.Response;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A date that no event can have, before the year 1 or after 9999, counts as one that cannot be
 * read, and hides no later change.
 */
class ReportsImpossibleDatesTest {
  private static final String ELEMENT =
      """
      key: impossible
      baseUrl: %s
      resources:
        - path: /texts/{any}
          updatedDateField: at
          dateFormat: yyyy-MM-dd'T'HH:mm:ssXXX
        - path: /numbers/{any}
          updatedDateField: at
          dateFormat: milliseconds
      """;

  @TempDir static Path directory;
  private static final Map<String, String> PAGES = new ConcurrentHashMap<>();
  private static LoopbackServer server;
  private static RestFixture fixture;

  @BeforeAll
  static void start() {
    server =
        new LoopbackServer(
            0,
            Clock.systemUTC(),
            request -> Response.json(200, PAGES.getOrDefault(request.path(), "[]")));
    fixture =
        new RestFixture(directory, Map.of("impossible.yaml", ELEMENT.formatted(server.uri())));
  }

  @AfterAll
  static void stop() {
    fixture.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "texts/a, '\"10000-01-01T00:00:00Z\"'",
    "texts/b, '\"+10000-01-01T00:00:00Z\"'",
    "texts/c, '\"0000-12-31T23:59:59Z\"'",
    "texts/d, '\"-0001-01-01T00:00:00Z\"'",
    "texts/e, '\"9999-12-31T23:59:59-14:00\"'",
    "texts/f, '\"0001-01-01T00:00:00+14:00\"'",
    "texts/g, '\"99999999-01-01T00:00:00Z\"'",
    "texts/h, '\"2026-02-30T00:00:00Z\"'",
    "numbers/a, 253402300800000",
    "numbers/b, -62135596800001",
    "numbers/c, 9223372036854775807",
    "numbers/d, 1e30",
    "numbers/e, true",
  })
  void impossibleDateIsUnknownAndHidesNothing(String path, String date) {
    String key = path.replace('/', '-');
    JsonNode instance =
        fixture.create(
            "impossible",
            Map.of(),
            "{\"%s\": {\"url\": \"/hubs/general/%s\"}}".formatted(key, path));
    Instant now = Instant.now().plusSeconds(1);
    String readable = path.startsWith("t") ? "\"" + now.toString() + '"' : "" + now.toEpochMilli();
    String object = "{\"id\": \"%s\", \"at\": %s}";
    PAGES.put("/" + path, "[" + object.formatted("x", date) + "]");
    await()
        .atMost(ofSeconds(15))
        .untilAsserted(
            () ->
                assertThat(fixture.reported(key))
                    .as("%s", fixture.record(instance))
                    .containsExactly("UNKNOWN x"));
    PAGES.put(
        "/" + path,
        "[" + object.formatted("x", date) + "," + object.formatted("y", readable) + "]");
    await()
        .atMost(ofSeconds(15))
        .untilAsserted(
            () -> assertThat(fixture.reported(key)).containsExactly("UNKNOWN x", "UPDATED y"));
    for (ReceivedEvent event : fixture.receiver.events()) {
      assertThat(event.date()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    }
    assertThat(fixture.record(instance).path("state").asText()).isEqualTo("OK");
  }
}
