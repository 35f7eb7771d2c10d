package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.store.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StopsWithItsInstanceTest {
  @ParameterizedTest
  @EnumSource
  void disabledInstanceKeepsItsNotificationsAndResumes(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      Instance other = fixture.instance("/other");
      Instance instance = fixture.instance("/a");
      fixture.configure(instance, InstanceConfiguration.EVENTS_ENABLED, "false");

      List<String> ids = fixture.append(instance, 2);
      fixture.clock.advance(Duration.ofHours(1));
      fixture.append(other, 1);
      fixture.awaitDelivered(other);
      assertThat(fixture.callback.ids("/a")).isEmpty();
      assertThat(fixture.status(instance).active()).isFalse();

      fixture.configure(instance, InstanceConfiguration.EVENTS_ENABLED, "true");
      fixture.awaitDelivered(instance);
      assertThat(fixture.callback.ids("/a")).isEqualTo(ids);
    }
  }

  @ParameterizedTest
  @EnumSource
  void instanceDisabledInFlightSendsNothingMore(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      CountDownLatch goOn = new CountDownLatch(1);
      fixture.callback.answer("/a", CallbackServer.statusAfter(goOn, 200));
      Instance instance = fixture.instance("/a");
      fixture.append(instance, 2);
      await().until(() -> fixture.callback.ids("/a").size() == 1);

      fixture.database.writing(
          handle -> fixture.delivery.lanes().deactivate(handle, instance.id()));
      goOn.countDown();

      await().until(() -> fixture.status(instance).waiting() == 1);
      awaitIdle(fixture);
      assertThat(fixture.callback.ids("/a")).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void instanceDeletedInFlightStaysDeleted(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      CountDownLatch goOn = new CountDownLatch(1);
      fixture.callback.answer("/a", CallbackServer.statusAfter(goOn, 200));
      Instance instance = fixture.instance("/a");
      fixture.append(instance, 2);
      await().until(() -> fixture.callback.ids("/a").size() == 1);

      fixture.database.writing(handle -> fixture.instances.delete(handle, instance.id()));
      goOn.countDown();
      awaitIdle(fixture);

      assertThat(fixture.callback.ids("/a")).hasSize(1);
      assertThat(fixture.delivery.lanes().status(instance.id())).isEmpty();
      assertThat(fixture.records(instance)).isEmpty();
    }
  }

  /** Waits until another lane has been served twice and no lane is claimed. */
  private static void awaitIdle(DeliveryFixture fixture) {
    Instance other = fixture.instance("/other");
    for (int i = 0; i < 2; i++) {
      fixture.append(other, 1);
      fixture.awaitDelivered(other);
    }
    await()
        .until(
            () ->
                fixture.database.read(
                    handle ->
                        handle
                            .select("SELECT COUNT(*) FROM lanes WHERE lease_until > 0")
                            .mapTo(Integer.class)
                            .one()
                            .equals(0)));
  }
}
