package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.instance.Instance;
import io.pollhook.store.Dialect;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A claim that is lost while writing the last delivery sends nothing more. */
class LaneDeliveryTest {
  private final CamelContext context = new DefaultCamelContext();

  @ParameterizedTest
  @EnumSource
  void lostClaimSendsNothingMore(Dialect dialect) {
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
  void claimWhoseLeaseEndsSendsNothingMore(Dialect dialect) {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(dialect)) {
      LaneStore store = fixture.store();
      Executor delayed = write -> fixture.clock.advance(Duration.ofMinutes(1));

      assertThat(sendsTwo(fixture, store, delayed)).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void claimContinuesAfterASuccessfulWrite(Dialect dialect) {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(dialect)) {
      LaneStore store = fixture.store();

      assertThat(sendsTwo(fixture, store, Runnable::run)).isTrue();
    }
  }

  private boolean sendsTwo(DeliveryFixture fixture, LaneStore store, Executor writers) {
    Instance instance = fixture.instance("/a");
    fixture.append(instance, 2);
    LaneDelivery delivery = fixture.laneDelivery(store, writers);
    LaneRun run = fixture.claim(store);
    delivery.settle(run, delivery.next(run, context), AttemptResult.accepted(200, null));
    return delivery.next(run, context) != null;
  }
}
