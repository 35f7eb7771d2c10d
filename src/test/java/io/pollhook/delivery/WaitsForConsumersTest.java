package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.store.Dialect;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lanes whose callback URL {@code pollhook:<name>} names a route. */
class WaitsForConsumersTest {
  private static Instance instance(DeliveryFixture fixture) {
    return fixture.instance(Map.of(InstanceConfiguration.CALLBACK_URL, "pollhook:orders"));
  }

  @ParameterizedTest
  @EnumSource
  void laneWithoutAConsumerWaitsAndCountsNoAttempt(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      Instance other = fixture.instance("/other");
      Instance instance = instance(fixture);
      List<String> ids = fixture.append(instance, 2);
      fixture.append(other, 1);
      fixture.awaitDelivered(other);

      Subscription waiting = fixture.delivery.subscriptions().find(instance.id()).orElseThrow();
      assertThat(waiting.active()).isFalse();
      assertThat(waiting.reason()).isEqualTo("waiting for a consumer of pollhook:orders");
      assertThat(fixture.status(instance).attempts()).isZero();
      List<String> taken = new CopyOnWriteArrayList<>();
      fixture.consumers.add("orders", notification -> taken.add(notification.id()));
      fixture.awaitDelivered(instance);

      assertThat(taken).isEqualTo(ids);
      assertThat(fixture.delivery.attempts().of(ids.get(0))).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void consumerThatStopsBeforeTakingANotificationIsNotAFailure(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      Instance instance = instance(fixture);
      NotificationConsumer[] leaving = new NotificationConsumer[1];
      leaving[0] =
          notification -> {
            fixture.consumers.remove("orders", leaving[0]);
            throw new ConsumerAbsentException("pollhook:orders");
          };
      fixture.consumers.add("orders", leaving[0]);
      fixture.append(instance, 1);
      await().until(() -> !fixture.consumers.serve("pollhook:orders"));

      fixture.consumers.add("orders", notification -> {});
      fixture.awaitDelivered(instance);

      assertThat(fixture.records(instance)).singleElement().extracting("attempts").isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void failedConsumerIsRetriedOnTheSchedule(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      Instance instance = instance(fixture);
      NotificationConsumer failing =
          notification -> {
            throw new IllegalStateException("no room");
          };
      fixture.consumers.add("orders", failing);
      fixture.append(instance, 1);
      fixture.awaitAttempts(instance, 1);

      assertThat(fixture.status(instance).lastError())
          .isEqualTo("the consumer of pollhook:orders failed: no room");
    }
  }
}
