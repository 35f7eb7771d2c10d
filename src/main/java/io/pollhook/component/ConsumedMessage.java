package io.pollhook.component;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.delivery.NotificationConsumer.Delivered;
import io.pollhook.hook.Hook;
import io.pollhook.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The content of one exchange.
 *
 * @param objectType the object type that the endpoint filters by
 * @param body JSON as bytes, or an event as a map
 */
record ConsumedMessage(String objectType, Object body, Map<String, Object> headers) {
  /** The notification's id, the same in all attempts. */
  static final String NOTIFICATION_ID = "Elements-Webhook-Id";

  /** An event's id, the same in all attempts and in CloudEvents. */
  static final String EVENT_ID = "pollhook.eventId";

  /** The whole notification. */
  static ConsumedMessage whole(Delivered notification) {
    String objectType =
        notification.objectType().isEmpty()
            ? message(notification).at("/events/0/objectType").asText()
            : notification.objectType();
    return new ConsumedMessage(objectType, notification.body(), headers(notification));
  }

  /** The notification's events in order, each with its raw object, as the event hook gets them. */
  static List<ConsumedMessage> eachEvent(Delivered notification) {
    JsonNode message = message(notification);
    List<ConsumedMessage> events = new ArrayList<>();
    for (JsonNode event : message.path("events")) {
      String objectType = event.path("objectType").asText();
      ObjectNode whole = event.deepCopy();
      JsonNode raw = message.path("raw").path(objectType).path(events.size());
      if (!raw.isMissingNode()) {
        whole.set("raw", raw);
      }
      Map<String, Object> headers = headers(notification);
      headers.put(EVENT_ID, notification.id() + '/' + events.size());
      events.add(new ConsumedMessage(objectType, Hook.map(whole), headers));
    }
    return events;
  }

  private static JsonNode message(Delivered notification) {
    return Json.parse(new String(notification.plain(), StandardCharsets.US_ASCII)).path("message");
  }

  private static Map<String, Object> headers(Delivered notification) {
    Map<String, Object> headers = new LinkedHashMap<>(notification.headers());
    headers.putAll(Hook.headers(notification.instance()));
    headers.put(NOTIFICATION_ID, notification.id());
    return headers;
  }
}
