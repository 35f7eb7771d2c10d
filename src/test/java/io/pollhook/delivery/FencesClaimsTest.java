package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.claim.Lease;
import io.pollhook.instance.Instance;
import io.pollhook.store.Dialect;
import io.pollhook.time.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes on one lane, the first of which stood still until its lease was gone. */
class FencesClaimsTest {
  private static final FailurePolicy POLICY =
      new FailurePolicy(new RetrySchedule(List.of(Duration.ofSeconds(8)), new Random(1)));

  @ParameterizedTest
  @EnumSource
  void aStaleOneSettlesNothing(Dialect dialect) {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(dialect)) {
      Instance instance = fixture.instance("/a");
      fixture.append(instance, 2);
      LaneStore store = fixture.store();
      LaneRun stale = fixture.claim(store);
      Attempt staleAttempt = store.front(stale).orElseThrow();

      fixture.clock.advance(Duration.ofMinutes(1));
      LaneRun current = fixture.claim(store);
      Attempt attempt = store.front(current).orElseThrow();
      assertThat(attempt.seq()).isEqualTo(staleAttempt.seq());
      DeliveryStatus before = fixture.status(instance);

      Receipt taken = stale.ended(staleAttempt, AttemptResult.accepted(200, null));
      Receipt failed = stale.ended(staleAttempt, AttemptResult.unanswered("x", false));
      assertThat(store.delivered(stale, List.of(taken), Long.MAX_VALUE)).isFalse();
      assertThat(store.failed(stale, List.of(), staleAttempt, failed, POLICY)).isEmpty();
      assertThat(store.giveBack(stale, List.of(taken))).isFalse();
      assertThat(store.front(stale)).isEmpty();
      assertThat(fixture.status(instance)).isEqualTo(before);
      assertThat(store.first(10, DeliveryFixture.permits(), new Consumers())).isEmpty();

      assertThat(store.giveBack(current, List.of(taken(current, attempt)))).isTrue();
      assertThat(fixture.status(instance).waiting()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLapsedOneThatNobodyTookStillSettles(Dialect dialect) {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(dialect)) {
      Instance instance = fixture.instance("/a");
      fixture.append(instance, 1);
      LaneStore store = fixture.store();
      LaneRun run = fixture.claim(store);
      Attempt attempt = store.front(run).orElseThrow();

      fixture.clock.advance(Duration.ofMinutes(1));
      store.delivered(run, List.of(taken(run, attempt)), fixture.clock.millis() + 1000);

      assertThat(fixture.status(instance).waiting()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClaimedLaneIsNotClaimedAgainWithinItsLease(Dialect dialect) {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(dialect)) {
      Instance instance = fixture.instance("/a");
      fixture.append(instance, 1);
      LaneStore store = fixture.store();
      List<Lane> seen = store.first(10, DeliveryFixture.permits(), new Consumers());
      fixture.claim(store);

      assertThat(store.claim(seen, fixture.clock.millis() + 1000)).isEmpty();
    }
  }

  private static Receipt taken(LaneRun run, Attempt attempt) {
    return run.ended(attempt, AttemptResult.accepted(200, null));
  }

  @Test
  void nothingIsSentWithoutALeaseThatOutlastsTheCallback() {
    MutableClock clock = new MutableClock(Instant.EPOCH);
    Lease lease = new Lease(clock, Duration.ofSeconds(15), Duration.ofSeconds(30));
    long until = lease.fromNow();
    assertThat(lease.hasRoomUntil(until)).isTrue();

    clock.advance(Duration.ofSeconds(16));

    assertThat(lease.hasRoomUntil(until)).isFalse();
  }
}
