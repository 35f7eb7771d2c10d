package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.store.Dialect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HoldsAndProbesTest {
  private static final Duration LONGER_THAN_ANY_WAIT = Duration.ofSeconds(80);
  private static final Duration LONGER_THAN_ANY_PROBE = Duration.ofMinutes(12);

  @ParameterizedTest
  @EnumSource
  void heldCallbackIsReleasedByASuccessfulProbe(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      Instance instance = heldInstance(fixture);

      List<String> ids = new ArrayList<>();
      fixture.records(instance).forEach(each -> ids.add(each.id()));
      ids.addAll(fixture.append(instance, 2));
      assertThat(fixture.status(instance).held()).isTrue();
      assertThat(fixture.callback.ids("/down")).hasSize(3);

      fixture.clock.advance(LONGER_THAN_ANY_PROBE);
      fixture.awaitAttempts(instance, 4);
      assertThat(fixture.status(instance).held()).isTrue();

      fixture.callback.answer("/down", CallbackServer.status(200));
      fixture.clock.advance(LONGER_THAN_ANY_PROBE);
      fixture.awaitDelivered(instance);

      assertThat(fixture.status(instance).held()).isFalse();
      assertThat(fixture.callback.ids("/down").subList(4, 7)).isEqualTo(ids);
    }
  }

  @ParameterizedTest
  @EnumSource
  void heldCallbackIsProbedAboutFiveMinutesLater(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      Instance instance = heldInstance(fixture);

      assertThat(Duration.between(fixture.clock.instant(), fixture.status(instance).nextAttempt()))
          .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6));
    }
  }

  @ParameterizedTest
  @EnumSource
  void heldCallbackIsReleasedByActivation(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      Instance instance = heldInstance(fixture);
      fixture.callback.answer("/down", CallbackServer.status(200));

      fixture.database.writing(handle -> fixture.delivery.lanes().activate(handle, instance.id()));
      fixture.delivery.outbox().signal();
      fixture.awaitDelivered(instance);

      assertThat(fixture.status(instance).held()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void heldCallbackIsReleasedByANewUrl(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      Instance instance = heldInstance(fixture);

      fixture.configure(instance, "some.other.key", "changes nothing");
      assertThat(fixture.status(instance).held()).isTrue();
      fixture.configure(instance, InstanceConfiguration.CALLBACK_URL, fixture.callback.url("/up"));
      fixture.awaitDelivered(instance);

      assertThat(fixture.callback.ids("/up")).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void goneCallbackIsHeldAtOnceUntilItSucceeds(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      fixture.callback.answer("/gone", CallbackServer.status(410));
      Instance instance = fixture.instance("/gone");

      fixture.append(instance, 1);
      fixture.awaitAttempts(instance, 1);
      assertThat(fixture.status(instance).held()).isTrue();
      assertThat(fixture.status(instance).nextAttempt())
          .isAfter(fixture.clock.instant().plus(Duration.ofMinutes(7)));

      fixture.callback.answer("/gone", CallbackServer.status(503));
      fixture.clock.advance(LONGER_THAN_ANY_PROBE);
      fixture.awaitAttempts(instance, 2);
      assertThat(fixture.status(instance).held()).isTrue();
    }
  }

  private static Instance heldInstance(DeliveryFixture fixture) {
    fixture.callback.answer("/down", CallbackServer.status(500));
    Instance instance = fixture.instance("/down");
    fixture.append(instance, 1);
    for (int attempts = 1; attempts <= 2; attempts++) {
      fixture.awaitAttempts(instance, attempts);
      assertThat(fixture.status(instance).held()).isFalse();
      fixture.clock.advance(LONGER_THAN_ANY_WAIT);
    }
    fixture.awaitAttempts(instance, 3);
    assertThat(fixture.status(instance).held()).isTrue();
    return instance;
  }
}
