package io.pollhook.callback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pollhook.loopback.Request;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A request that arrived at a {@link CallbackReceiver}. Its body is parsed only once, because
 * waiting tests read it repeatedly.
 *
 * @param answered the status that the receiver returned, 0 if none
 * @param json the body; missing if it is not valid JSON
 * @param events the events in the body
 */
public record Callback(
    Request request, Instant arrived, int answered, JsonNode json, List<ReceivedEvent> events) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static Callback of(Request request, Instant arrived, int answered) {
    JsonNode json = parse(request.text());
    List<ReceivedEvent> events =
        StreamSupport.stream(json.at("/message/events").spliterator(), false)
            .map(ReceivedEvent::of)
            .toList();
    return new Callback(request, arrived, answered, json, events);
  }

  private static JsonNode parse(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      return MAPPER.missingNode();
    }
  }

  /** The header {@code Elements-Webhook-Id}; empty if there is none. */
  public String webhookId() {
    return request.header("elements-webhook-id").orElse("");
  }
}
