package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.jackson.JsonFormat;
import io.pollhook.callback.WebhookSignature;
import io.pollhook.delivery.CallbackServer.Received;
import io.pollhook.event.Event;
import io.pollhook.event.EventType;
import io.pollhook.event.Notification;
import io.pollhook.event.Notifications;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.store.Dialect;
import io.pollhook.store.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Notifications sent as CloudEvents are read with the CloudEvents SDK. */
class CloudEventsTest {
  private static final Instant POLLED = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void eachEventIsOneEntryInOrder() {
    try (DeliveryFixture fixture = new DeliveryFixture(Dialect.SQLITE)) {
      Instance instance = instance(fixture);
      Notification notification =
          notification(
              fixture,
              instance,
              new Event(
                  "calendars/{calendarId}/events",
                  "e 1",
                  EventType.CREATED,
                  POLLED.minusSeconds(60),
                  POLLED,
                  "team@example.com",
                  Json.parse("{\"n\":1.10,\"text\":\"\\u0000\\ud800\"}")),
              new Event(
                  "calendars/{calendarId}/events",
                  "",
                  EventType.UNKNOWN,
                  null,
                  POLLED,
                  null,
                  Json.parse("{}")));

      fixture.database.writing(
          handle -> fixture.delivery.outbox().append(handle, instance.id(), List.of(notification)));
      fixture.delivery.outbox().signal();
      fixture.awaitDelivered(instance);
      Received received = fixture.callback.received("/a").get(0);
      List<CloudEvent> events = read(received.body());

      assertThat(received.headers().getFirst("Content-Type"))
          .isEqualTo("application/cloudevents-batch+json");
      assertThat(received.id()).isEqualTo(notification.id());
      assertThat(received.headers().getFirst("Elements-Webhook-Signature"))
          .isEqualTo(WebhookSignature.of("key", received.body().getBytes(StandardCharsets.UTF_8)));
      assertThat(events).hasSize(2);
      CloudEvent first = events.get(0);
      assertThat(first.getSpecVersion()).isEqualTo(SpecVersion.V1);
      assertThat(first.getId()).isEqualTo(notification.id() + "/0");
      assertThat(first.getSource()).hasToString("/instances/" + instance.id());
      assertThat(first.getType()).isEqualTo("pollhook.gmail.created");
      assertThat(first.getSubject()).isEqualTo("e 1");
      assertThat(first.getTime()).isEqualTo(OffsetDateTime.parse("2026-11-21T11:59:00Z"));
      assertThat(first.getDataContentType()).isEqualTo("application/json");
      assertThat(first.getExtension("objecttype")).isEqualTo("calendars/{calendarId}/events");
      assertThat(first.getExtension("polldate")).isEqualTo("2026-11-21T12:00:00Z");
      assertThat(first.getExtension("otherid")).isEqualTo("team@example.com");
      assertThat(received.body()).contains("{\"n\":1.10,\"text\":\"\\u0000\\uD800\"}");
      CloudEvent second = events.get(1);
      assertThat(second.getId()).isEqualTo(notification.id() + "/1");
      assertThat(second.getType()).isEqualTo("pollhook.gmail.unknown");
      assertThat(second.getSubject()).isNull();
      assertThat(second.getExtensionNames()).doesNotContain("otherid");
    }
  }

  @Test
  void formatInForceAtTheAttemptIsUsed() {
    try (DeliveryFixture fixture = new DeliveryFixture(Dialect.SQLITE)) {
      fixture.callback.answer("/a", CallbackServer.status(503));
      Instance instance = instance(fixture);
      fixture.append(instance, 1);
      fixture.awaitAttempts(instance, 1);
      fixture.callback.answer("/a", CallbackServer.status(200));

      fixture.configure(instance, InstanceConfiguration.FORMAT, "cloud-elements");
      fixture.clock.advance(Duration.ofSeconds(10));
      fixture.awaitDelivered(instance);

      assertThat(fixture.callback.received("/a"))
          .extracting(received -> received.headers().getFirst("Content-Type"))
          .containsExactly("application/cloudevents-batch+json", "application/json");
      assertThat(fixture.callback.ids("/a").stream().distinct()).hasSize(1);
    }
  }

  private static Instance instance(DeliveryFixture fixture) {
    return fixture.instance(
        Map.of(
            InstanceConfiguration.CALLBACK_URL, fixture.callback.url("/a"),
            InstanceConfiguration.SIGNATURE_KEY, "key",
            InstanceConfiguration.FORMAT, "cloudevents"));
  }

  private static Notification notification(
      DeliveryFixture fixture, Instance instance, Event... events) {
    return new Notifications(fixture.clock).of(instance, "general", List.of(events)).get(0);
  }

  private static List<CloudEvent> read(String batch) {
    List<CloudEvent> events = new ArrayList<>();
    for (JsonNode entry : Json.parse(batch)) {
      events.add(new JsonFormat().deserialize(Json.text(entry).getBytes(StandardCharsets.UTF_8)));
    }
    return events;
  }
}
