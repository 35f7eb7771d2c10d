package io.pollhook.endtoend;

import static org.awaitility.Awaitility.await;

import io.pollhook.store.Database;
import io.pollhook.store.Dialect;
import io.pollhook.store.TestDatabases;
import io.pollhook.time.SteppedClock;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Changes are reported soon, whatever happens to the clock. */
class SurvivesClockStepsTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final SteppedClock clock = new SteppedClock();

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void pollsAndDeliveriesContinueWhenTheClockIsSetBack(Dialect dialect) {
    Database database = TestDatabases.open(dialect, clock);
    try (Scene scene =
        new Scene(() -> database, clock, "pollhook.delivery.retry-schedule", "1s,1s,1s,1s,1s")) {
      User user = scene.user();
      Watched mail = user.watchMail();
      scene.receiver().answer(503);
      String waiting = user.mail().receive("waits for its second attempt");
      await().until(() -> !scene.receiver().callbacks().isEmpty());

      clock.step(Duration.ofHours(-5));
      scene.receiver().recover();
      expectSoon(mail, waiting);
      expectSoon(mail, user.mail().receive("after a step back"));

      clock.step(Duration.ofDays(400));
      expectSoon(mail, user.mail().receive("far in the future"));
      await().until(() -> hasRecordedTheTime(database));

      clock.step(Duration.ofDays(-400));
      expectSoon(mail, user.mail().receive("back in the present"));
    }
  }

  private static void expectSoon(Watched mail, String message) {
    await()
        .atMost(SOON)
        .until(() -> mail.reported().contains("changed-messages CREATED " + message));
  }

  private static boolean hasRecordedTheTime(Database database) {
    long noted =
        database.read(
            handle ->
                handle
                    .select("SELECT value FROM properties WHERE name = 'health.checked-at'")
                    .mapTo(Long.class)
                    .one());
    return noted > database.now() - 5_000;
  }
}
