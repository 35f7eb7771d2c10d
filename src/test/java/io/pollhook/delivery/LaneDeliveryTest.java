package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.claim.DueGate;
import io.pollhook.claim.Lease;
import io.pollhook.instance.Instance;
import io.pollhook.store.Dialect;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A claim sends no more once it was lost while it wrote the last delivery. */
class LaneDeliveryTest {
  private final CamelContext context = new DefaultCamelContext();

  @ParameterizedTest
  @EnumSource
  void oneThatFindsItsClaimLostSendsNoMore(Dialect dialect) {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(dialect)) {
      LaneStore store = fixture.store();
      Executor whileAnotherClaims =
          write -> {
            fixture.clock.advance(Duration.ofMinutes(1));
            fixture.claim(store);
            write.run();
          };

      assertThat(sendsTwo(fixture, store, whileAnotherClaims)).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneWhoseLeaseEndsMeanwhileSendsNoMore(Dialect dialect) {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(dialect)) {
      LaneStore store = fixture.store();
      Executor standingStill = write -> fixture.clock.advance(Duration.ofMinutes(1));

      assertThat(sendsTwo(fixture, store, standingStill)).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneThatWroteItDownGoesOn(Dialect dialect) {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(dialect)) {
      LaneStore store = fixture.store();

      assertThat(sendsTwo(fixture, store, Runnable::run)).isTrue();
    }
  }

  private boolean sendsTwo(DeliveryFixture fixture, LaneStore store, Executor writers) {
    Instance instance = fixture.instance("/a");
    fixture.append(instance, 2);
    LaneDelivery delivery =
        new LaneDelivery(
            store,
            fixture.settlement(Duration.ofSeconds(8)),
            DeliveryFixture.permits(),
            new DueGate(fixture.database::now),
            new Lease(fixture.clock, Duration.ofSeconds(15), Duration.ofSeconds(30)),
            writers,
            DeliveryMeter.NONE,
            new DeliveryLog(fixture.clock));
    LaneRun run = fixture.claim(store);
    delivery.settle(run, delivery.next(run, context), AttemptResult.accepted(200, null));
    return delivery.next(run, context) != null;
  }
}
