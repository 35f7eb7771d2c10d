package io.pollhook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A route file that is saved is in force at once; one that is broken changes nothing. */
class ReloadsRoutesTest {
  private static final String POLL = "poll.camel.yaml";
  private static final String CALENDAR = "google-calendar.camel.yaml";
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private static final Scene SCENE =
      new Scene(
          routes -> {
            save(routes.resolve(POLL), packaged(POLL));
            save(routes.resolve(CALENDAR), packaged(CALENDAR));
          });
  private final User user = SCENE.user();
  private final Watched calendar = user.watch("googlesuite", "event", "/calendars/primary/events");

  @AfterAll
  static void close() {
    SCENE.close();
  }

  private static String packaged(String name) {
    try (InputStream file = ReloadsRoutesTest.class.getResourceAsStream("/routes/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void save(Path file, String text) {
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

  private void expectThatPollsGoOn() {
    String id = user.calendar("primary").insert("new");
    await().atMost(LONGEST).until(() -> calendar.told().contains("event CREATED " + id));
    calendar.pollsGoOn();
  }

  private static Set<String> pollRoutes() {
    return SCENE.pollhook().context().getRoutes().stream()
        .map(route -> route.getEndpoint().getEndpointUri())
        .filter(uri -> uri.startsWith("scheduler://poll-calendar-"))
        .collect(Collectors.toSet());
  }

  @Test
  void aStepThatIsChangedIsUsed() {
    save(CALENDAR, packaged(CALENDAR).replace("maxResults=2500", "maxResults=123"));
    await()
        .atMost(LONGEST)
        .until(
            () ->
                SCENE.google().requests().all().stream()
                    .anyMatch(received -> received.request().query().contains("maxResults=123")));
    expectThatPollsGoOn();
  }

  @Test
  void generatedRoutesGetTheStepsOfTheirNewTemplate() {
    save(POLL, packaged(POLL).replace("defaultValue: \"100\"", "defaultValue: \"77\""));
    await()
        .atMost(LONGEST)
        .untilAsserted(
            () -> assertThat(pollRoutes()).isNotEmpty().allMatch(uri -> uri.contains("delay=77")));
    expectThatPollsGoOn();
  }

  @Test
  void aBrokenFileKeepsTheOldRoutesAndSaysWhereItIsBroken() {
    try (LogLines log = new LogLines("ROOT")) {
      save(POLL, packaged(POLL).replace("- wireTap:", "- wireTrap:"));
      await()
          .atMost(LONGEST)
          .until(() -> log.lines().stream().anyMatch(line -> line.contains("wireTrap")));
      assertThat(log.lines())
          .anyMatch(
              line ->
                  line.contains(POLL)
                      && line.contains("wireTrap")
                      && line.matches(".*line \\d+.*"));
      expectThatPollsGoOn();
    }
  }
}
