package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.store.Dialect;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubscriptionsTest {
  @ParameterizedTest
  @EnumSource
  void onlyInstancesWithACallbackHaveSubscriptions(Dialect dialect) {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(dialect)) {
      Instance one = fixture.instance("/a");
      fixture.instance(Map.of());
      Instance other = fixture.instance("/b");
      Subscriptions subscriptions = fixture.delivery.subscriptions();

      assertThat(subscriptions.list(0, 10))
          .extracting(Subscription::topic)
          .containsExactly(
              "instance-" + one.id() + "-gmail-events", "instance-" + other.id() + "-gmail-events");
      assertThat(subscriptions.list(one.id(), 10))
          .extracting(Subscription::instanceId)
          .containsExactly(other.id());
      assertThat(subscriptions.find(one.id()).orElseThrow())
          .isEqualTo(
              new Subscription(
                  one.id(),
                  "instance-" + one.id() + "-gmail-events",
                  fixture.callback.url("/a"),
                  true,
                  false,
                  0,
                  null));
    }
  }

  @ParameterizedTest
  @EnumSource
  void heldSubscriptionIsInactiveAndRetriedOnDemand(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      Subscriptions subscriptions = fixture.delivery.subscriptions();
      fixture.callback.answer("/gone", CallbackServer.status(410));
      Instance instance = fixture.instance("/gone");
      fixture.append(instance, 1);
      fixture.awaitAttempts(instance, 1);
      Subscription held = subscriptions.find(instance.id()).orElseThrow();
      assertThat(held.active()).isFalse();
      assertThat(held.reason()).startsWith("held: the callback answered 410");

      fixture.callback.answer("/gone", CallbackServer.status(200));
      assertThat(subscriptions.release(instance.id())).isTrue();
      fixture.awaitDelivered(instance);

      assertThat(subscriptions.find(instance.id()).orElseThrow().active()).isTrue();
      assertThat(subscriptions.release(instance.id())).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void allSubscriptionsButThoseOfDisabledInstancesAreReleased(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      Subscriptions subscriptions = fixture.delivery.subscriptions();
      fixture.callback.answer("/a", CallbackServer.status(410));
      fixture.callback.answer("/b", CallbackServer.status(410));
      Instance one = fixture.instance("/a");
      Instance disabled = fixture.instance("/b");
      fixture.append(one, 1);
      fixture.append(disabled, 1);
      fixture.awaitAttempts(one, 1);
      fixture.awaitAttempts(disabled, 1);
      fixture.configure(disabled, InstanceConfiguration.EVENTS_ENABLED, "false");
      fixture.callback.answer("/a", CallbackServer.status(200));

      assertThat(subscriptions.releaseAll()).isEqualTo(1);
      fixture.awaitDelivered(one);

      assertThat(subscriptions.find(disabled.id()).orElseThrow().reason()).contains("disabled");
    }
  }
}
