package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.store.Dialect;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A callback can be tested before anything is polled. */
class TestsWithoutEventsTest {
  @ParameterizedTest
  @EnumSource
  void testIsSentWhileEventsAreDisabled(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      Instance instance = withoutEvents(fixture);

      String id = test(fixture, instance);
      fixture.awaitDelivered(instance);

      assertThat(fixture.callback.ids("/a")).containsExactly(id);
    }
  }

  @Test
  void secondTestIsTriedAtOnceAfterAFailedOne() {
    try (DeliveryFixture fixture = new DeliveryFixture(Dialect.SQLITE)) {
      Instance instance = withoutEvents(fixture);
      fixture.callback.answer("/a", CallbackServer.status(500));
      String first = test(fixture, instance);
      fixture.awaitAttempts(instance, 1);
      fixture.callback.answer("/a", CallbackServer.status(200));

      String second = test(fixture, instance);
      fixture.awaitDelivered(instance);

      assertThat(fixture.callback.ids("/a")).containsExactly(first, first, second);
    }
  }

  @ParameterizedTest
  @EnumSource
  void testWaitsBehindWaitingChanges(Dialect dialect) {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(dialect)) {
      Instance instance = withoutEvents(fixture);
      fixture.append(instance, 1);

      test(fixture, instance);

      assertThat(fixture.status(instance).active()).isFalse();
      assertThat(fixture.status(instance).waiting()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void disabledInstanceSendsNoTest(Dialect dialect) {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(dialect)) {
      Instance instance = withoutEvents(fixture).withEnabled(false);
      fixture.configure(instance, InstanceConfiguration.FAILURE_POLICY, "hold");

      test(fixture, instance);

      assertThat(fixture.status(instance).active()).isFalse();
    }
  }

  @Test
  void changesAreSentOnceEventsAreEnabled() {
    try (DeliveryFixture fixture = new DeliveryFixture(Dialect.SQLITE)) {
      Instance instance = withoutEvents(fixture);
      test(fixture, instance);
      fixture.awaitDelivered(instance);

      fixture.configure(instance, InstanceConfiguration.EVENTS_ENABLED, "true");
      List<String> changes = fixture.append(instance, 1);

      await().until(() -> fixture.callback.ids("/a").containsAll(changes));
    }
  }

  @Test
  void subscriptionStaysInactiveAndShowsWhyATestFailed() {
    try (DeliveryFixture fixture = new DeliveryFixture(Dialect.SQLITE)) {
      Instance instance = withoutEvents(fixture);
      test(fixture, instance);
      fixture.awaitDelivered(instance);
      assertThat(subscription(fixture, instance).active()).isFalse();

      fixture.callback.answer("/a", CallbackServer.status(500));
      test(fixture, instance);
      fixture.awaitAttempts(instance, 1);
      assertThat(subscription(fixture, instance).active()).isFalse();
      assertThat(subscription(fixture, instance).reason()).endsWith("the callback answered 500");
    }
  }

  @Test
  void subscriptionIsActiveOnceEventsAreEnabled() {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(Dialect.SQLITE)) {
      Instance instance = withoutEvents(fixture);
      test(fixture, instance);

      fixture.configure(instance, InstanceConfiguration.EVENTS_ENABLED, "true");

      assertThat(subscription(fixture, instance).active()).isTrue();
    }
  }

  private static Subscription subscription(DeliveryFixture fixture, Instance instance) {
    return fixture.delivery.subscriptions().find(instance.id()).orElseThrow();
  }

  private static Instance withoutEvents(DeliveryFixture fixture) {
    return fixture.instance(
        Map.of(
            InstanceConfiguration.EVENTS_ENABLED,
            "false",
            InstanceConfiguration.CALLBACK_URL,
            fixture.callback.url("/a")));
  }

  private static String test(DeliveryFixture fixture, Instance instance) {
    return fixture.delivery.redelivery().test(instance, "general");
  }
}
