package io.pollhook.callback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.instance.Instance;
import io.pollhook.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Writes a notification as a batch of CloudEvents 1.0, one entry per event ("JSON Event Format for
 * CloudEvents", §4).
 */
public final class CloudEvents {
  public static final String CONTENT_TYPE = "application/cloudevents-batch+json";

  private CloudEvents() {}

  /**
   * Returns the batch of a notification.
   *
   * @param notification in Cloud Elements' schema, as the notification hook left it
   */
  public static byte[] batch(Instance instance, String id, byte[] notification) {
    JsonNode message =
        Json.parse(new String(notification, StandardCharsets.US_ASCII)).path("message");
    ArrayNode batch = Json.ASCII.createArrayNode();
    int index = 0;
    for (JsonNode event : message.path("events")) {
      JsonNode data = message.path("raw").path(event.path("objectType").asText()).path(index);
      batch.add(entry(instance, id + '/' + index, event, data));
      index++;
    }
    return Json.text(batch).getBytes(StandardCharsets.US_ASCII);
  }

  private static ObjectNode entry(Instance instance, String id, JsonNode event, JsonNode data) {
    ObjectNode entry = Json.ASCII.createObjectNode();
    entry.put("specversion", "1.0");
    entry.put("id", id);
    entry.put("source", "/instances/" + instance.id());
    entry.put("type", type(instance, event.path("eventType").asText()));
    putText(entry, "subject", event.path("objectId"));
    putText(entry, "time", event.path("date"));
    entry.put("datacontenttype", "application/json");
    putText(entry, "objecttype", event.path("objectType"));
    putText(entry, "polldate", event.path("pollDate"));
    putText(entry, "otherid", event.path("otherId"));
    if (!data.isMissingNode()) {
      entry.set("data", data);
    }
    return entry;
  }

  private static String type(Instance instance, String eventType) {
    return "pollhook." + instance.elementKey() + '.' + eventType.toLowerCase(Locale.ROOT);
  }

  /** Puts an attribute unless it is empty, which CloudEvents 1.0, §3, forbids. */
  private static void putText(ObjectNode entry, String name, JsonNode value) {
    if (value.isValueNode() && !value.isNull() && !value.asText().isEmpty()) {
      entry.put(name, value.asText());
    }
  }
}
