package io.pollhook.endtoend;

import static io.pollhook.endtoend.ReloadsRoutesTest.packaged;
import static io.pollhook.endtoend.ReloadsRoutesTest.save;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pollhook.google.Fault;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Routes are replaced while polls and deliveries are in flight. There is one permit for each, so a
 * lost permit would stop everything.
 */
class ReplacesRoutesAtWorkTest {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final String EVENTS = "GET /calendar/v3/calendars/*/events";

  private final Scene scene =
      new Scene("pollhook.poll.parallelism", "1", "pollhook.delivery.parallelism", "1");
  private int edits;
  private final User user = scene.user();
  private final Watched calendar = user.watch("googlesuite", "event", "/calendars/primary/events");

  @AfterEach
  void close() {
    scene.receiver().recover();
    scene.close();
  }

  /** Saves a file with an added comment, and waits until its routes are replaced. */
  private void replace(String name, String route) {
    Object before = scene.pollhook().context().getRoute(route);
    save(scene.routes().resolve(name), packaged(name) + "# edit " + edits++ + "\n");
    await()
        .atMost(SOON)
        .until(
            () -> {
              Object now = scene.pollhook().context().getRoute(route);
              return now != null && now != before;
            });
  }

  @ParameterizedTest
  @CsvSource({"poll.camel.yaml,poll-page", "google-http.camel.yaml,google-get"})
  void pollWithAReplacedRouteIsRepeated(String file, String route) {
    calendar.awaitTwoMorePolls();
    user.on(EVENTS).fail(Fault.hang());
    int asked = user.requests(EVENTS);
    await().atMost(SOON).until(() -> user.requests(EVENTS) > asked);

    replace(file, route);
    scene.google().clearFaults();
    String id = user.calendar("primary").insert("new");

    calendar.expect("event CREATED " + id);
    calendar.awaitTwoMorePolls();
  }

  @Test
  void deliveryWithAReplacedRouteIsRepeatedOrFinished() {
    scene.receiver().hang();
    String first = user.calendar("primary").insert("first");
    await().atMost(SOON).until(() -> !scene.receiver().callbacks().isEmpty());

    replace("delivery.camel.yaml", "deliver-lane");
    scene.receiver().recover();
    String second = user.calendar("primary").insert("second");

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(calendar.reported())
                    .contains("event CREATED " + first, "event CREATED " + second));
  }

  @Test
  void streamOfChangesSurvivesManyReplacements() {
    List<String> ids =
        IntStream.range(0, 4)
            .mapToObj(
                round -> {
                  String id = user.calendar("primary").insert("change " + round);
                  save(
                      scene.routes().resolve("event.camel.yaml"),
                      packaged("event.camel.yaml") + "# " + round + "\n");
                  save(
                      scene.routes().resolve("notification.camel.yaml"),
                      packaged("notification.camel.yaml") + "# " + round + "\n");
                  replace("poll.camel.yaml", "poll-feed");
                  return id;
                })
            .toList();

    calendar.expect(ids.stream().map(id -> "event CREATED " + id).toList());
  }
}
