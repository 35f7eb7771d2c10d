package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.instance.Instance;
import io.pollhook.store.Dialect;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that crashes at a bad moment leaves a claim that lapses. */
class SurvivesCrashesTest {
  @ParameterizedTest
  @EnumSource
  void notificationSentButNotSettledIsSentAgainAndCountedOnce(Dialect dialect) {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(dialect)) {
      Instance instance = fixture.instance("/a");
      String id = fixture.append(instance, 1).get(0);
      LaneStore store = fixture.store();
      Attempt sent = store.front(fixture.claim(store)).orElseThrow();

      fixture.clock.advance(Duration.ofMinutes(1));
      LaneRun next = fixture.claim(store);
      Attempt again = store.front(next).orElseThrow();
      fixture.settlement().giveBack(next, List.of(taken(next, again)));

      assertThat(again.notification().id()).isEqualTo(sent.notification().id()).isEqualTo(id);
      assertThat(again.notification().body()).isEqualTo(sent.notification().body());
      assertThat(fixture.delivery.attempts().of(id)).hasSize(1);
      assertThat(fixture.status(instance).waiting()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void settlementWrittenTwiceCountsOnce(Dialect dialect) {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(dialect)) {
      Instance instance = fixture.instance("/a");
      String id = fixture.append(instance, 2).get(0);
      LaneStore store = fixture.store();
      LaneRun run = fixture.claim(store);
      Receipt receipt = taken(run, store.front(run).orElseThrow());

      fixture.settlement().delivered(run, List.of(receipt), run.leaseUntil());
      fixture.settlement().delivered(run, List.of(receipt), run.leaseUntil());

      assertThat(fixture.status(instance).waiting()).isEqualTo(1);
      assertThat(fixture.delivery.attempts().of(id)).hasSize(1);
    }
  }

  private static Receipt taken(LaneRun run, Attempt attempt) {
    return run.ended(attempt, AttemptResult.accepted(200, null));
  }
}
