package io.pollhook.callback;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One event of a notification.
 *
 * @param otherId the calendar's id, empty if there is none
 */
public record ReceivedEvent(
    String elementKey,
    String objectType,
    String objectId,
    String otherId,
    String eventType,
    String date,
    String pollDate) {

  static ReceivedEvent of(JsonNode event) {
    return new ReceivedEvent(
        event.path("elementKey").asText(),
        event.path("objectType").asText(),
        event.path("objectId").asText(),
        event.path("otherId").asText(),
        event.path("eventType").asText(),
        event.path("date").asText(),
        event.path("pollDate").asText());
  }
}
