package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.delivery.NotificationRecord.Status;
import io.pollhook.event.Notification;
import io.pollhook.instance.Instance;
import io.pollhook.store.Dialect;
import io.pollhook.store.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NotificationLogTest {
  @ParameterizedTest
  @EnumSource
  void pagesBeginWithTheNewest(Dialect dialect) {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(dialect)) {
      Instance instance = fixture.instance("/a");
      Instance other = fixture.instance("/b");
      List<String> ids = new ArrayList<>(fixture.append(instance, 5));
      List<String> all = new ArrayList<>(ids);
      all.addAll(fixture.append(other, 1));
      Collections.reverse(ids);
      Collections.reverse(all);

      assertThat(read(fixture.delivery.log(), OptionalLong.of(instance.id()))).isEqualTo(ids);
      assertThat(read(fixture.delivery.log(), OptionalLong.empty())).isEqualTo(all);
    }
  }

  @ParameterizedTest
  @EnumSource
  void notificationsAreFilteredByStatusObjectTypeAndTime(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      fixture.callback.answer("/a", CallbackServer.status(503));
      Instance instance = fixture.instance("/a");
      List<String> delivered = fixture.append(fixture.instance("/b"), 1);
      Instant start = fixture.clock.instant();
      List<String> first = fixture.append(instance, 1);
      fixture.awaitAttempts(instance, 1);
      fixture.clock.advance(Duration.ofSeconds(1));
      List<String> second = fixture.append(instance, 1);

      assertThat(found(fixture, instance, Status.NEW, null, null, null))
          .containsExactly(second.get(0), first.get(0));
      assertThat(found(fixture, instance, Status.DISPATCHED, null, null, null)).isEqualTo(first);
      assertThat(found(fixture, instance, Status.NOTIFIED, null, null, null)).isEmpty();
      assertThat(found(fixture, instance, Status.FAILED, null, null, null)).isEmpty();
      assertThat(found(fixture, instance, null, "things", null, null)).hasSize(2);
      assertThat(found(fixture, instance, null, "others", null, null)).isEmpty();
      assertThat(found(fixture, instance, null, null, start, start.plusMillis(1))).isEqualTo(first);
      assertThat(found(fixture, instance, null, null, start.plusNanos(1), null)).isEqualTo(second);
      assertThat(found(fixture, instance, null, null, Instant.MIN, Instant.MAX)).hasSize(2);
      assertThat(delivered).hasSize(1);
    }
  }

  private static List<String> found(
      DeliveryFixture fixture,
      Instance instance,
      Status status,
      String objectType,
      Instant from,
      Instant to) {
    NotificationFilter filter = new NotificationFilter(status, objectType, from, to, null);
    return fixture
        .delivery
        .log()
        .page(OptionalLong.of(instance.id()), filter, OptionalLong.empty(), 10)
        .records()
        .stream()
        .map(NotificationRecord::id)
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void notificationsAreFoundByATextInTheirBody(Dialect dialect) {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(dialect)) {
      Instance instance = fixture.instance("/a");
      byte[] body = Json.text(Map.of("objectId", "mü17")).getBytes(StandardCharsets.US_ASCII);
      List<Notification> one = List.of(new Notification("id", "things", body));
      fixture.database.writing(
          handle -> fixture.delivery.outbox().append(handle, instance.id(), one));

      for (String text : List.of("mü17", "objectId", "nothing")) {
        NotificationFilter filter = new NotificationFilter(null, null, null, null, text);
        assertThat(
                fixture
                    .delivery
                    .log()
                    .page(OptionalLong.of(instance.id()), filter, OptionalLong.empty(), 1)
                    .records())
            .as(text)
            .hasSize(text.equals("nothing") ? 0 : 1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void pageEndsBeforeItsBodiesExceedSixteenMegabytes(Dialect dialect) {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(dialect)) {
      Instance instance = fixture.instance("/a");
      for (int i = 0; i < 3; i++) {
        byte[] large = new byte[7 << 20];
        List<Notification> one = List.of(new Notification("id" + i, "things", large));
        fixture.database.writing(
            handle -> fixture.delivery.outbox().append(handle, instance.id(), one));
      }

      NotificationLog.Page page =
          fixture
              .delivery
              .log()
              .page(
                  OptionalLong.of(instance.id()), NotificationFilter.ALL, OptionalLong.empty(), 3);

      assertThat(page.records()).extracting(NotificationRecord::id).containsExactly("id2", "id1");
      assertThat(page.next()).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource
  void notificationIsFoundById(Dialect dialect) {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(dialect)) {
      Instance instance = fixture.instance("/a");
      String id = fixture.append(instance, 1).get(0);

      NotificationRecord found = fixture.delivery.log().find(id).orElseThrow();

      assertThat(found.instanceId()).isEqualTo(instance.id());
      assertThat(found.status()).isEqualTo(Status.NEW);
      assertThat(found.createdAt()).isEqualTo(fixture.clock.instant());
      assertThat(new String(found.body(), StandardCharsets.UTF_8)).contains(id);
      assertThat(fixture.delivery.log().find("unknown")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyNotificationsSettledLongAgoAreDeleted(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      fixture.callback.answer("/down", CallbackServer.status(500));
      Instance down = fixture.instance("/down");
      Instance up = fixture.instance("/up");
      List<String> waiting = fixture.append(down, 1);
      fixture.awaitAttempts(down, 1);
      fixture.append(up, 520);
      fixture.awaitDelivered(up);
      fixture.clock.advance(Duration.ofDays(7).plusMillis(1));
      List<String> fresh = fixture.append(up, 1);
      fixture.awaitDelivered(up);

      fixture.delivery.log().deleteOld();

      assertThat(fixture.records(up)).extracting(NotificationRecord::id).isEqualTo(fresh);
      assertThat(fixture.records(down)).extracting(NotificationRecord::id).isEqualTo(waiting);
    }
  }

  private static List<String> read(NotificationLog log, OptionalLong instanceId) {
    List<String> ids = new ArrayList<>();
    OptionalLong from = OptionalLong.empty();
    do {
      NotificationLog.Page page = log.page(instanceId, NotificationFilter.ALL, from, 2);
      assertThat(page.records()).hasSizeLessThanOrEqualTo(2).isNotEmpty();
      page.records().forEach(each -> ids.add(each.id()));
      from = page.next();
    } while (from.isPresent());
    return ids;
  }
}
