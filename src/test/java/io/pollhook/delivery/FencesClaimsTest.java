package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.claim.Lease;
import io.pollhook.instance.Instance;
import io.pollhook.store.Dialect;
import io.pollhook.time.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes claim one lane, the first of which paused until its lease had ended. */
class FencesClaimsTest {
  @ParameterizedTest
  @EnumSource
  void staleClaimSettlesNothing(Dialect dialect) {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(dialect)) {
      Instance instance = fixture.instance("/a");
      fixture.append(instance, 2);
      LaneStore store = fixture.store();
      LaneSettlement settlement = fixture.settlement(Duration.ofSeconds(8));
      LaneRun stale = fixture.claim(store);
      Attempt staleAttempt = store.front(stale).orElseThrow();

      fixture.clock.advance(Duration.ofMinutes(1));
      LaneRun current = fixture.claim(store);
      Attempt attempt = store.front(current).orElseThrow();
      assertThat(attempt.seq()).isEqualTo(staleAttempt.seq());
      DeliveryStatus before = fixture.status(instance);

      Receipt taken = stale.ended(staleAttempt, AttemptResult.accepted(200, null));
      Receipt failed = stale.ended(staleAttempt, AttemptResult.unanswered("x", false));
      assertThat(settlement.delivered(stale, List.of(taken), Long.MAX_VALUE)).isFalse();
      assertThat(settlement.failed(stale, List.of(), staleAttempt, failed)).isEmpty();
      assertThat(settlement.giveBack(stale, List.of(taken))).isFalse();
      assertThat(store.front(stale)).isEmpty();
      assertThat(fixture.status(instance)).isEqualTo(before);
      assertThat(store.first(10, DeliveryFixture.permits(), new Consumers())).isEmpty();

      assertThat(settlement.giveBack(current, List.of(taken(current, attempt)))).isTrue();
      assertThat(fixture.status(instance).waiting()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void lapsedButUntakenClaimStillSettles(Dialect dialect) {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(dialect)) {
      Instance instance = fixture.instance("/a");
      fixture.append(instance, 1);
      LaneStore store = fixture.store();
      LaneSettlement settlement = fixture.settlement();
      LaneRun run = fixture.claim(store);
      Attempt attempt = store.front(run).orElseThrow();

      fixture.clock.advance(Duration.ofMinutes(1));
      settlement.delivered(run, List.of(taken(run, attempt)), fixture.clock.millis() + 1000);

      assertThat(fixture.status(instance).waiting()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void claimedLaneIsNotClaimedAgainWithinItsLease(Dialect dialect) {
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
  void nothingIsSentIfTheLeaseEndsBeforeTheCallbackCan() {
    MutableClock clock = new MutableClock(Instant.EPOCH);
    Lease lease = new Lease(clock, Duration.ofSeconds(15), Duration.ofSeconds(30));
    long until = lease.fromNow();
    assertThat(lease.hasRoomUntil(until)).isTrue();

    clock.advance(Duration.ofSeconds(16));

    assertThat(lease.hasRoomUntil(until)).isFalse();
  }
}
