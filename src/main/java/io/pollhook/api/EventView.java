package io.pollhook.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.delivery.NotificationRecord;
import io.pollhook.store.Json;
import java.nio.charset.StandardCharsets;

/** A notification as Cloud Elements' event record. */
final class EventView {
  private EventView() {}

  static ObjectNode of(NotificationRecord notification) {
    String created = InstanceView.date(notification.createdAt());
    JsonNode body = Json.parse(new String(notification.body(), StandardCharsets.UTF_8));
    ObjectNode event = Json.ASCII.createObjectNode();
    event.put("id", notification.id());
    event.put("eventDate", created);
    event.put("status", notification.status().name());
    event.put("providerData", Json.text(body.path("message").path("raw")));
    event.putArray("notifiedData").add(body);
    event.put("error", notification.lastError());
    ObjectNode link = event.putArray("eventElementInstances").addObject();
    link.put("eventId", notification.id());
    link.put("elementInstanceId", notification.instanceId());
    link.put("notificationId", body.path("id").asText());
    link.put("createdDate", created);
    link.put(
        "updatedDate",
        notification.settledAt() == null ? created : InstanceView.date(notification.settledAt()));
    return event;
  }
}
