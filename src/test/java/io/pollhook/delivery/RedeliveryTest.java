package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.delivery.CallbackServer.Received;
import io.pollhook.delivery.NotificationRecord.Status;
import io.pollhook.delivery.Redelivery.Result;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.store.Dialect;
import io.pollhook.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RedeliveryTest {
  @ParameterizedTest
  @EnumSource
  void sameIdAndBodyAreSentAgainAfterWaitingNotifications(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      Instance instance = fixture.instance("/a");
      List<String> ids = fixture.append(instance, 2);
      fixture.awaitDelivered(instance);
      fixture.callback.answer("/a", CallbackServer.status(503));
      List<String> waiting = fixture.append(instance, 1);
      fixture.awaitAttempts(instance, 1);

      assertThat(fixture.delivery.redelivery().redeliver(instance.id(), ids.get(0)))
          .isEqualTo(Result.QUEUED);
      assertThat(fixture.status(instance).waiting()).isEqualTo(2);
      assertThat(fixture.delivery.log().find(ids.get(0)).orElseThrow().status())
          .isEqualTo(Status.DISPATCHED);
      fixture.callback.answer("/a", CallbackServer.status(200));
      fixture.clock.advance(Duration.ofSeconds(10));
      fixture.awaitDelivered(instance);

      assertThat(fixture.callback.ids("/a"))
          .containsExactly(ids.get(0), ids.get(1), waiting.get(0), waiting.get(0), ids.get(0));
      assertThat(
              fixture.callback.received("/a").stream()
                  .filter(received -> received.id().equals(ids.get(0)))
                  .map(Received::body)
                  .distinct())
          .hasSize(1);
      assertThat(fixture.delivery.attempts().of(ids.get(0))).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void failedRedeliveryIsRetried(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      Instance instance = fixture.instance("/a");
      String id = fixture.append(instance, 1).get(0);
      fixture.awaitDelivered(instance);
      fixture.callback.answer("/a", CallbackServer.status(503));

      fixture.delivery.redelivery().redeliver(instance.id(), id);
      fixture.awaitAttempts(instance, 1);
      fixture.callback.answer("/a", CallbackServer.status(200));
      fixture.clock.advance(Duration.ofSeconds(10));
      fixture.awaitDelivered(instance);

      assertThat(fixture.callback.ids("/a")).containsExactly(id, id, id);
      assertThat(fixture.delivery.log().find(id).orElseThrow().status()).isEqualTo(Status.NOTIFIED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlySettledNotificationsOfTheInstanceAreSentAgain(Dialect dialect) {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(dialect)) {
      Instance instance = fixture.instance("/a");
      Instance other = fixture.instance("/b");
      String id = fixture.append(instance, 1).get(0);
      Redelivery redelivery = fixture.delivery.redelivery();

      assertThat(redelivery.redeliver(instance.id(), id)).isEqualTo(Result.WAITING_ALREADY);
      assertThat(redelivery.redeliver(other.id(), id)).isEqualTo(Result.UNKNOWN);
      assertThat(redelivery.redeliver(instance.id(), "unknown")).isEqualTo(Result.UNKNOWN);
      assertThat(redelivery.redeliver(instance.id(), NotificationFilter.ALL)).isZero();
      assertThat(fixture.status(instance).waiting()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void rangeIsSentInOrderOnceEach(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      Instance instance = fixture.instance("/a");
      fixture.append(instance, 3);
      fixture.awaitDelivered(instance);
      fixture.clock.advance(Duration.ofMinutes(1));
      Instant from = fixture.clock.instant();
      List<String> ids = fixture.append(instance, 520);
      fixture.awaitDelivered(instance);
      fixture.clock.advance(Duration.ofMinutes(1));
      Instant to = fixture.clock.instant();
      fixture.append(instance, 2);
      fixture.awaitDelivered(instance);
      int before = fixture.callback.ids("/a").size();

      long count =
          fixture
              .delivery
              .redelivery()
              .redeliver(
                  instance.id(), new NotificationFilter(Status.NOTIFIED, "things", from, to, null));
      fixture.awaitDelivered(instance);

      assertThat(count).isEqualTo(520);
      List<String> all = fixture.callback.ids("/a");
      assertThat(all.subList(before, all.size())).isEqualTo(ids);
    }
  }

  @ParameterizedTest
  @EnumSource
  void textSelectsTheNotificationsSentAgain(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      Instance instance = fixture.instance("/a");
      List<String> ids = fixture.append(instance, 3);
      fixture.awaitDelivered(instance);
      NotificationFilter second = new NotificationFilter(null, null, null, null, ids.get(1));

      assertThat(fixture.delivery.redelivery().redeliver(instance.id(), second)).isEqualTo(1);
      fixture.awaitDelivered(instance);

      assertThat(fixture.callback.ids("/a"))
          .containsExactly(ids.get(0), ids.get(1), ids.get(2), ids.get(1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void parkedNotificationIsSentAgain(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      Instance instance = parking(fixture, "/a");
      fixture.callback.answer("/a", CallbackServer.status(400));
      String poison = fixture.append(instance, 1).get(0);
      for (int attempts = 1; attempts <= 2; attempts++) {
        fixture.awaitAttempts(instance, attempts);
        fixture.clock.advance(Duration.ofSeconds(80));
      }
      fixture.awaitDelivered(instance);
      assertThat(fixture.delivery.log().find(poison).orElseThrow().status())
          .isEqualTo(Status.FAILED);
      fixture.callback.answer("/a", CallbackServer.status(200));

      long count =
          fixture
              .delivery
              .redelivery()
              .redeliver(
                  instance.id(), new NotificationFilter(Status.FAILED, null, null, null, null));
      fixture.awaitDelivered(instance);

      assertThat(count).isEqualTo(1);
      assertThat(fixture.delivery.log().find(poison).orElseThrow().status())
          .isEqualTo(Status.NOTIFIED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void parkedNotificationLetsTheOthersThrough(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      Instance instance = parking(fixture, "/a");
      List<String> poisoned = new ArrayList<>();
      fixture.callback.answer(
          "/a",
          exchange -> {
            String id = exchange.getRequestHeaders().getFirst("Elements-Webhook-Id");
            exchange.sendResponseHeaders(poisoned.contains(id) ? 422 : 200, -1);
          });
      fixture.database.writing(
          handle -> fixture.delivery.lanes().deactivate(handle, instance.id()));
      List<String> ids = fixture.append(instance, 3);
      poisoned.add(ids.get(1));
      fixture.database.writing(handle -> fixture.delivery.lanes().activate(handle, instance.id()));
      fixture.delivery.outbox().signal();
      for (int attempts = 1; attempts <= 2; attempts++) {
        fixture.awaitAttempts(instance, attempts);
        fixture.clock.advance(Duration.ofSeconds(80));
      }
      fixture.awaitDelivered(instance);

      assertThat(fixture.records(instance))
          .extracting(NotificationRecord::status)
          .containsExactly(Status.NOTIFIED, Status.FAILED, Status.NOTIFIED);
      assertThat(fixture.status(instance).held()).isFalse();
    }
  }

  @Test
  void testIsDeliveredLikeAnyNotification() {
    try (DeliveryFixture fixture = new DeliveryFixture(Dialect.SQLITE)) {
      Instance instance = fixture.instance("/a");

      String id = fixture.delivery.redelivery().test(instance, "general");
      fixture.awaitDelivered(instance);

      Received received = fixture.callback.received("/a").get(0);
      assertThat(received.id()).isEqualTo(id);
      assertThat(Json.parse(received.body()).at("/message/events/0/objectType").asText())
          .isEqualTo("test");
      assertThat(Json.parse(received.body()).at("/message/raw/test/0/message").asText())
          .contains("test notification");
    }
  }

  private static Instance parking(DeliveryFixture fixture, String path) {
    return fixture.instance(
        Map.of(
            InstanceConfiguration.CALLBACK_URL,
            fixture.callback.url(path),
            InstanceConfiguration.FAILURE_POLICY,
            "park"));
  }
}
