package io.pollhook.endtoend;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pollhook.store.Databases;
import io.pollhook.time.SteppedClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The address of an account is changed at the provider, and looked up again once a day. */
class LearnsANewAddressTest {
  private static final String PRIMARY = "/calendars/primary/changed-events";
  private static final String LOOK_UP = "GET /calendar/v3/users/me/calendarList";
  private static final String EVENTS = "GET /calendar/v3/calendars/*/events";

  @TempDir Path directory;
  private final SteppedClock clock = new SteppedClock();

  private Scene scene() {
    return new Scene(() -> Databases.sqlite(directory, clock), clock);
  }

  private static void awaitPolls(User user) {
    int before = user.requests(EVENTS);
    await().atMost(ofSeconds(20)).until(() -> user.requests(EVENTS) >= before + 4);
  }

  @Test
  void eventsNameTheNewAddressFromTheNextDayOn() {
    try (Scene scene = scene()) {
      User user = scene.user();
      Watched calendar = user.watchOnRequest("googlesuite", User.polling("event", PRIMARY));
      String first = user.calendar("primary").insert("before");
      calendar.poll();
      calendar.expect("event CREATED " + first);
      user.calendars().changeAddress("renamed." + user.email());

      String second = user.calendar("primary").insert("after");
      clock.step(Duration.ofDays(1));
      calendar.poll();

      calendar.expect("event CREATED " + first, "event CREATED " + second);
      assertThat(calendar.events())
          .extracting("otherId")
          .containsExactly(user.email(), "renamed." + user.email());
    }
  }

  @Test
  void addressIsLookedUpOnceOnTheDayAfterARestart() {
    try (Scene scene = scene()) {
      User user = scene.user();
      Watched unused = user.watch("googlesuite", "event", PRIMARY);
      awaitPolls(user);
      int before = user.requests(LOOK_UP);

      scene.restart(() -> clock.step(Duration.ofDays(1)));
      awaitPolls(user);

      assertThat(user.requests(LOOK_UP)).isEqualTo(before + 1);
    }
  }

  @Test
  void addressIsLookedUpOnceIfTheProvidersDateIsAnother() {
    clock.step(Duration.ofDays(1));
    try (Scene scene = scene()) {
      User user = scene.user();
      Watched unused = user.watch("googlesuite", "event", PRIMARY);
      awaitPolls(user);

      assertThat(user.requests(LOOK_UP)).isEqualTo(1);
    }
  }
}
