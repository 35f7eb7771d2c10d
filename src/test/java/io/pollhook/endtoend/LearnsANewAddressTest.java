package io.pollhook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.store.Database;
import io.pollhook.store.Dialect;
import io.pollhook.store.TestDatabases;
import io.pollhook.time.SteppedClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The address of an account is changed at the provider. */
class LearnsANewAddressTest {
  private final SteppedClock clock = new SteppedClock();

  @Test
  void eventsNameTheNewAddressFromTheNextDayOn() {
    Database database = TestDatabases.open(Dialect.SQLITE, clock);
    try (Scene scene = new Scene(database, clock)) {
      User user = scene.user();
      Watched calendar = user.watch("googlesuite", "event", "/calendars/primary/changed-events");
      String first = user.calendar("primary").insert("before");
      calendar.expect("event CREATED " + first);
      user.calendars().changeAddress("renamed." + user.email());

      clock.step(Duration.ofDays(1));
      calendar.awaitTwoMorePolls();
      String second = user.calendar("primary").insert("after");

      calendar.expect("event CREATED " + first, "event CREATED " + second);
      assertThat(calendar.events())
          .extracting("otherId")
          .containsExactly(user.email(), "renamed." + user.email());
    }
  }
}
