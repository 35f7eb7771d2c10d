package io.pollhook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.pollhook.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A route file that is saved takes effect within five seconds; one that is broken changes nothing.
 */
class ReloadsRoutesTest {
  private static final String POLL = "poll.camel.yaml";
  private static final String EVENT = "event.camel.yaml";
  private static final String CALENDAR = "google-calendar.camel.yaml";

  /** The promised time, and some more for the next poll. */
  private static final Duration SOON = Duration.ofSeconds(8);

  private static final String MARKED =
      """
      - route:
          id: event
          from:
            uri: direct:event
            steps:
              - setBody:
                  simple: '{"raw": {"marked": "%s"}}'
      """;

  @RegisterExtension static final SharedScene SCENE = new SharedScene();
  private final User user = SCENE.user();
  private final Watched calendar = user.watch("googlesuite", "event", "/calendars/primary/events");

  @AfterEach
  void restoreTheShippedRoutes() throws IOException {
    if (Files.isDirectory(SCENE.routes())) {
      try (Stream<Path> files = Files.list(SCENE.routes())) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
    await().atMost(SOON).until(() -> mistakes().isEmpty() && reported("x").startsWith("{\"kind\""));
  }

  static String packaged(String name) {
    try {
      return Files.readString(Path.of("routes", name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void save(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Path written = Files.writeString(file.resolveSibling("being-written"), text);
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void save(String name, String text) {
    save(SCENE.routes().resolve(name), text);
  }

  /** Creates an event and returns the raw object that is reported. */
  private String reported(String summary) {
    int before = calendar.raw().size();
    user.calendar("primary").insert(summary);
    await().atMost(SOON).until(() -> calendar.raw().size() > before);
    return calendar.raw().get(before).toString();
  }

  private static HttpResponse<String> health(String path) {
    return SCENE.pollhook().api().send("GET", "/observe/health" + path, new byte[0], null, null);
  }

  private static JsonNode mistakes() {
    return Json.parse(health("").body()).at("/checks/routes/details/mistakes");
  }

  private static JsonNode file(String name) {
    for (JsonNode file : Json.parse(health("").body()).at("/checks/routes/details/files")) {
      if (file.path("file").asText().equals(name)) {
        return file;
      }
    }
    return MissingNode.getInstance();
  }

  private static void expectThatTheRoutesAreWell() {
    assertThat(health("").statusCode()).isEqualTo(200);
    assertThat(health("/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void healthListsFilesInUseAndGeneratedRoutes() {
    assertThat(file(EVENT).path("origin").asText()).isEqualTo("shipped");
    assertThat(file(POLL).path("running")).isEqualTo(file(POLL).path("routes"));
    assertThat(Json.parse(health("").body()).at("/checks/routes/details/generated"))
        .anySatisfy(
            route -> {
              assertThat(route.path("route").asText()).startsWith("poll-");
              assertThat(route.path("running").booleanValue()).isTrue();
            });

    save(EVENT, MARKED.formatted("own"));
    await()
        .atMost(SOON)
        .until(() -> file(EVENT).path("origin").asText().equals("replaces shipped"));
    assertThat(file(EVENT).path("running").intValue()).isEqualTo(1);
  }

  @Test
  void changedStepIsUsed() {
    save(CALENDAR, packaged(CALENDAR).replace("maxResults=2500", "maxResults=123"));
    await()
        .atMost(SOON)
        .until(
            () ->
                SCENE.google().requests().all().stream()
                    .anyMatch(received -> received.request().query().contains("maxResults=123")));
    calendar.awaitTwoMorePolls();
  }

  @Test
  void hookIsUsedAndRemovingItsFileRestoresTheShippedOne() throws IOException {
    save(EVENT, MARKED.formatted("one"));
    await().atMost(SOON).until(() -> reported("a").contains("one"));

    Files.delete(SCENE.routes().resolve(EVENT));

    await().atMost(SOON).until(() -> reported("b").contains("calendar#event"));
  }

  @Test
  void generatedRoutesUseTheirNewTemplate() {
    save(POLL, packaged(POLL).replace("defaultValue: \"100\"", "defaultValue: \"77\""));
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(ticks()).isNotEmpty().allMatch(uri -> uri.contains("delay=77")));
    calendar.awaitTwoMorePolls();
  }

  private static List<String> ticks() {
    return SCENE.pollhook().context().getRoutes().stream()
        .filter(route -> route.getId().startsWith("poll-calendar"))
        .map(route -> route.getEndpoint().getEndpointUri())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wireTrap: x",
        "to: nosuch:x",
        "to: seda:x?nosuch=1",
        "bean: {ref: nosuch}",
        "bean: {ref: polls, method: nosuch}",
        "setBody: {simple: \"${nosuch}\"}"
      })
  void brokenFileIsReportedWithItsPlaceAndChangesNothing(String step) {
    String broken = MARKED.formatted("broken") + "        - " + step + "\n";
    try (LogLines log = new LogLines("io.pollhook.routing")) {
      save(EVENT, broken);
      await().atMost(SOON).until(() -> !mistakes().isEmpty());

      assertThat(log.lines()).singleElement().asString().startsWith("event.camel.yaml, line 8: ");
      assertThat(mistakes().size()).isEqualTo(1);
      assertThat(mistakes().get(0).path("file").asText()).isEqualTo(EVENT);
      assertThat(mistakes().get(0).path("line").asInt()).isEqualTo(8);
      assertThat(mistakes().get(0).path("reason").asText()).isNotEmpty();
      expectThatTheRoutesAreWell();
      assertThat(reported("a")).doesNotContain("broken");
    }
  }

  @Test
  void pollingContinuesWithABrokenRouteAndItsRepairIsUsed() {
    save(POLL, packaged(POLL).replace("ref: polls", "ref: nosuch"));
    await().atMost(SOON).until(() -> !mistakes().isEmpty());
    calendar.awaitTwoMorePolls();

    save(POLL, packaged(POLL).replace("defaultValue: \"100\"", "defaultValue: \"78\""));

    await().atMost(SOON).until(() -> ticks().stream().allMatch(uri -> uri.contains("delay=78")));
    await().atMost(SOON).until(() -> mistakes().isEmpty());
    calendar.awaitTwoMorePolls();
  }

  @Test
  void lastGoodVersionKeepsRunningWhileABrokenOneIsCorrected() {
    save(EVENT, MARKED.formatted("good"));
    await().atMost(SOON).until(() -> reported("a").contains("good"));

    save(EVENT, MARKED.formatted("bad").replace("direct:event", "nosuch:event"));
    await().atMost(SOON).until(() -> !mistakes().isEmpty());

    assertThat(reported("b")).contains("good");
  }

  @Test
  void brokenFileDoesNotBlockOtherFiles() {
    save("broken.camel.yaml", "- route: {from: {uri: 'nosuch:x', steps: [{log: x}]}}");
    await().atMost(SOON).until(() -> !mistakes().isEmpty());

    save(EVENT, MARKED.formatted("next to it"));

    await().atMost(SOON).until(() -> reported("a").contains("next to it"));
    assertThat(mistakes().size()).isEqualTo(1);
  }

  @Test
  void fileThatIsNotTextIsNamedAndDoesNotBlockOtherFiles() throws IOException {
    Files.write(SCENE.routes().resolve("latin.camel.yaml"), new byte[] {'#', ' ', (byte) 0xe4});
    await().atMost(SOON).until(() -> !mistakes().isEmpty());
    assertThat(mistakes().get(0).path("file").asText()).isEqualTo("latin.camel.yaml");
    assertThat(mistakes().get(0).path("reason").asText()).isEqualTo("it is not UTF-8 text");

    save(EVENT, MARKED.formatted("beside it"));

    await().atMost(SOON).until(() -> reported("a").contains("beside it"));
  }

  @Test
  void newFileCannotUseAnExistingId() {
    save("mine.camel.yaml", MARKED.formatted("taken").replace("direct:event", "direct:mine"));
    await().atMost(SOON).until(() -> !mistakes().isEmpty());

    assertThat(mistakes().get(0).path("reason").asText())
        .startsWith("the route id event is already used in event.camel.yaml, line ");
    assertThat(reported("a")).doesNotContain("taken");
  }

  @Test
  void fileWrittenInPartsIsReadOnceComplete() throws Exception {
    String text = MARKED.formatted("whole");
    Path file = SCENE.routes().resolve(EVENT);
    try (LogLines log = new LogLines("io.pollhook.routing")) {
      Files.createDirectories(SCENE.routes());
      for (int end = 0; end < text.length(); end += 40) {
        Files.writeString(file, text.substring(0, end));
        Thread.sleep(100); // slower than any editor
      }
      Files.writeString(file, text);

      await().atMost(SOON).until(() -> reported("a").contains("whole"));
      assertThat(log.lines())
          .noneMatch(line -> line.contains(", line") || line.contains("no route"));
    }
  }

  @Test
  void changedApiRouteIsUsed() {
    String step = "        - setHeader: {name: x-edited, constant: \"yes\"}\n";
    save("api.camel.yaml", packaged("api.camel.yaml") + step);
    await()
        .atMost(SOON)
        .until(() -> elements().headers().firstValue("x-edited").orElse("").equals("yes"));
    assertThat(elements().statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> elements() {
    return SCENE.pollhook().api().call("GET", "/elements", null);
  }

  @Test
  void readinessIsDownWhileNothingPolls() throws IOException {
    save(POLL, "- route: {id: other, from: {uri: 'direct:other', steps: [{log: x}]}}");
    await().atMost(SOON).until(() -> health("/ready").statusCode() == 503);
    assertThat(health("").body()).contains("these routes do not run", "poll-feed");

    Files.delete(SCENE.routes().resolve(POLL));

    await().atMost(SOON).until(() -> health("/ready").statusCode() == 200);
    calendar.awaitTwoMorePolls();
  }
}
