package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.instance.Instance;
import io.pollhook.store.Dialect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Outages under the default schedule, by a clock that the test moves from attempt to attempt. */
class OutagesTest {
  /** The delay of each attempt, because the program looks for due lanes every 100 ms. */
  private static final Duration LATE = Duration.ofMillis(200);

  /** After half a day the callback is held; it is probed more often until a day has passed. */
  @ParameterizedTest
  @CsvSource({"PT10S, PT10S", "PT1H, PT90S", "PT8H, PT6M", "PT20H, PT7M", "PT73H, PT12M"})
  void everythingIsDeliveredInOrderSoonAfterTheRecovery(Duration outage, Duration within) {
    Map<String, String> defaults = Map.of(Schedules.PROPERTY, Schedules.DEFAULT);
    try (DeliveryFixture fixture =
        new DeliveryFixture(Dialect.SQLITE, defaults, SystemDefaultDnsResolver.INSTANCE)) {
      fixture.callback.answer("/a", CallbackServer.status(503));
      Instance instance = fixture.instance("/a");
      Instant recovery = fixture.clock.instant().plus(outage);
      List<String> ids = fixture.append(instance, 50);
      int attempts = 1;
      fixture.awaitAttempts(instance, attempts);
      while (nextAttempt(fixture, instance).isBefore(recovery)) {
        advanceTo(fixture, nextAttempt(fixture, instance));
        attempts++;
        fixture.awaitAttempts(instance, attempts);
      }
      fixture.callback.answer("/a", CallbackServer.status(200));
      Instant resumed = nextAttempt(fixture, instance);

      advanceTo(fixture, resumed);
      fixture.awaitDelivered(instance);

      assertThat(Duration.between(recovery, resumed)).isLessThanOrEqualTo(within.plus(LATE));
      List<String> received = fixture.callback.ids("/a");
      assertThat(received.subList(0, attempts)).containsOnly(ids.get(0));
      assertThat(received.subList(attempts, received.size())).isEqualTo(ids);
    }
  }

  private static Instant nextAttempt(DeliveryFixture fixture, Instance instance) {
    return fixture.status(instance).nextAttempt();
  }

  private static void advanceTo(DeliveryFixture fixture, Instant time) {
    fixture.clock.advance(Duration.between(fixture.clock.instant(), time.plus(LATE)));
    fixture.delivery.outbox().signal(); // a tick would do the same a little later
  }
}
