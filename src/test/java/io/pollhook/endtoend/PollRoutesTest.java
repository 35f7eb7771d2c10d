package io.pollhook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.apache.camel.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** There is one poll route for each source that an instance has configured. */
class PollRoutesTest {
  @RegisterExtension static final SharedScene SCENE = new SharedScene();

  private static List<String> pollRoutes() {
    return SCENE.pollhook().context().getRoutes().stream()
        .map(Route::getRouteId)
        .filter(
            id ->
                id.startsWith("poll-")
                    && SCENE.pollhook().context().getRoute(id).isCreatedByRouteTemplate())
        .sorted()
        .toList();
  }

  @Test
  void routesAreAddedWithTheFirstInstanceAndRemovedWithTheLast() {
    try (LogLines log = new LogLines("io.pollhook.poll.PollRoutes")) {
      assertThat(pollRoutes()).isEmpty();
      Watched first = SCENE.user().watchMail();
      Watched second =
          SCENE.user().watch("googlesuite", "all", "/calendars/{calendarId}/changed-events");
      Watched third = SCENE.user().watchMail();
      assertThat(pollRoutes())
          .containsExactly(
              "poll-calendar-changed-events", "poll-calendar-list", "poll-gmail-changed-messages");
      first.delete();
      second.delete();
      await()
          .atMost(Duration.ofSeconds(15))
          .until(() -> pollRoutes().equals(List.of("poll-gmail-changed-messages")));
      third.awaitTwoMorePolls();
      third.delete();
      await().atMost(Duration.ofSeconds(15)).until(() -> pollRoutes().isEmpty());
      // a route is removed before that is logged
      await()
          .untilAsserted(
              () ->
                  assertThat(log.lines())
                      // generated for the first instance, whose creation is logged with its id
                      .anyMatch(
                          line -> line.endsWith("generated route poll-gmail-changed-messages"))
                      .contains("removed route poll-gmail-changed-messages"));
    }
  }
}
