package io.pollhook.callback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pollhook.loopback.Request;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A request that arrived at a {@link CallbackReceiver}.
 *
 * @param answered the status it got, 0 where it got none
 */
public record Callback(Request request, Instant arrived, int answered) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** {@code Elements-Webhook-Id}, empty without one. */
  public String webhookId() {
    return request.header("elements-webhook-id").orElse("");
  }

  /** The body's JSON; missing where it is none. */
  public JsonNode json() {
    try {
      return MAPPER.readTree(request.text());
    } catch (JsonProcessingException e) {
      return MAPPER.missingNode();
    }
  }

  /** The events in it. */
  public List<ReceivedEvent> events() {
    return StreamSupport.stream(json().at("/message/events").spliterator(), false)
        .map(ReceivedEvent::of)
        .toList();
  }
}
