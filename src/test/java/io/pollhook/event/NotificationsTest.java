package io.pollhook.event;

import static java.util.stream.IntStream.range;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.store.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NotificationsTest {
  private static final Instant POLLED = Instant.parse("2018-07-31T19:40:36.987Z");
  private static final Instant CHANGED = Instant.parse("2018-07-31T19:39:46.999Z");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2015-09-22T19:48:03.500Z"), ZoneOffset.UTC);

  private final Notifications notifications = new Notifications(CLOCK);

  @Test
  void notificationHasCloudElementsSchema() throws IOException {
    Event event = event("changed-messages", "17", null, "{\"id\":\"17\"}");

    Notification notification = notifications.of(gmail(), "general", List.of(event)).get(0);

    String id = notification.id();
    assertThat(read(notification))
        .isEqualTo(
            Json.MAPPER.readTree(
                """
                {"id": "%s", "severity": "medium", "createdDate": "Tue Sep 22 19:48:03 UTC 2015",
                 "topic": "instance-12345-gmail-events", "action": "create",
                 "message": {
                   "elementKey": "gmail", "accountId": 1, "eventId": "%s", "companyId": 1,
                   "instanceId": 12345, "instance_id": 12345, "instanceName": "Mine \\u00e9",
                   "instanceTags": ["Docs", "two"], "userId": 1,
                   "raw": {"objectType": "changed-messages",
                           "changed-messages": [{"id": "17"}], "instance_id": 12345,
                           "pollDate": 1533066036987},
                   "events": [{"elementKey": "gmail", "hubKey": "general",
                     "objectType": "changed-messages", "objectId": "17", "eventType": "CREATED",
                     "date": "2018-07-31T19:39:46Z", "pollDate": "2018-07-31T19:40:36Z"}]},
                 "user": "pollhook"}
                """
                    .formatted(id, id)));
  }

  @Test
  void notificationsAreAlsoSplitBySizeInOrder() throws IOException {
    List<String> sizes = List.of("1", "400000", "400000", "400000", "3000000", "1");
    List<Event> events =
        range(0, sizes.size())
            .mapToObj(
                i ->
                    event(
                        "t",
                        "" + i,
                        null,
                        "\"" + "x".repeat(Integer.parseInt(sizes.get(i))) + "\""))
            .toList();

    List<Notification> made = notifications.of(gmail(), "general", events);

    List<String> ids = new ArrayList<>();
    for (Notification notification : made) {
      JsonNode message = read(notification).get("message");
      assertThat(message.get("events").size() == 1 || notification.body().length <= 1 << 20)
          .isTrue();
      assertThat(message.at("/raw/t")).hasSameSizeAs(message.get("events"));
      message.get("events").forEach(event -> ids.add(event.get("objectId").textValue()));
    }
    assertThat(ids).containsExactly("0", "1", "2", "3", "4", "5");
    assertThat(made).extracting(Notification::id).doesNotHaveDuplicates().isSorted();
    assertThat(made).extracting(Notification::objectType).containsOnly("t");
  }

  @Test
  void notificationHasTenEventsWithTheirObjectsInOrder() throws IOException {
    List<Event> events =
        range(0, 23).mapToObj(i -> event("t", "" + i, null, "{\"n\":" + i + "}")).toList();

    List<Notification> made = notifications.of(gmail(), "general", events);

    List<String> ids = new ArrayList<>();
    List<String> objects = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    for (Notification notification : made) {
      JsonNode message = read(notification).get("message");
      message.get("events").forEach(event -> ids.add(event.get("objectId").textValue()));
      message.at("/raw/t").forEach(object -> objects.add(object.get("n").asText()));
      sizes.add(message.get("events").size());
    }
    assertThat(sizes).containsExactly(10, 10, 3);
    assertThat(ids).isEqualTo(range(0, 23).mapToObj(Integer::toString).toList());
    assertThat(objects).isEqualTo(ids);
  }

  @Test
  void noEventsMakeNoNotification() {
    assertThat(notifications.of(gmail(), "general", List.of())).isEmpty();
  }

  @Test
  void otherIdIsPresentOnlyIfKnown() throws IOException {
    Event event = event("calendars/primary/changed-events", "e", "me@example.com", "{}");

    JsonNode body = read(notifications.of(gmail(), "general", List.of(event)).get(0));

    assertThat(body.at("/message/events/0/otherId").textValue()).isEqualTo("me@example.com");
  }

  @Test
  void payloadsStayExact() {
    String raw = "{\"n\":12345678901234567890.10,\"s\":\"\\u0000 \\uD800 \\u00E9\"}";

    Notification made =
        notifications.of(gmail(), "general", List.of(event("t", "1", null, raw))).get(0);

    assertThat(new String(made.body(), StandardCharsets.UTF_8)).contains(raw);
  }

  @Test
  void resourceNamedLikeAFieldOfRawLosesNoObject() throws IOException {
    for (String objectType : List.of("objectType", "instance_id", "pollDate")) {
      Event event = event(objectType, "1", null, "{\"id\":1}");

      JsonNode raw =
          read(notifications.of(gmail(), "general", List.of(event)).get(0)).at("/message/raw");

      assertThat(raw.get(objectType)).hasToString("[{\"id\":1}]");
    }
  }

  @Test
  void idsAreUuidsOfVersion7InOrderOfCreation() {
    List<Event> events = range(0, 50_000).mapToObj(i -> event("t", "1", null, "{}")).toList();

    List<String> ids =
        notifications.of(gmail(), "general", events).stream().map(Notification::id).toList();

    assertThat(ids).isSorted().doesNotHaveDuplicates();
    assertThat(ids).allMatch(id -> UUID.fromString(id).version() == 7);
    assertThat(UUID.fromString(ids.get(0)).getMostSignificantBits() >>> 16)
        .isEqualTo(CLOCK.millis());
  }

  private static JsonNode read(Notification notification) throws IOException {
    return Json.MAPPER.readTree(notification.body());
  }

  private static Event event(String objectType, String id, String otherId, String raw) {
    return new Event(objectType, id, EventType.CREATED, CHANGED, POLLED, otherId, Json.parse(raw));
  }

  private static Instance gmail() {
    ObjectNode configuration = Json.MAPPER.createObjectNode();
    return new Instance(
        12345,
        "gmail",
        "Mine é",
        List.of("Docs", "two"),
        "token",
        new InstanceConfiguration(configuration),
        true,
        0);
  }
}
