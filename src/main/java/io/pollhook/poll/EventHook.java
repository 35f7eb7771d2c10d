package io.pollhook.poll;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.event.Event;
import io.pollhook.event.EventDates;
import io.pollhook.hook.Hook;
import io.pollhook.hook.HookRoute;
import io.pollhook.store.Json;
import java.util.Map;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;

/**
 * Passes each event through the route {@code event}, where people put their own steps, and reads
 * the event back from the resulting message.
 */
public final class EventHook implements AggregationStrategy {
  private static final Hook HOOK = new Hook("event");

  private final HookRoute route;

  EventHook(HookRoute route) {
    this.route = route;
  }

  /** Returns whether the hook's route does anything; if not, it is not called. */
  public boolean isUsed() {
    return route.isUsed();
  }

  /** Creates the message for the hook: the event as a map, and headers about its instance. */
  public void toMap(@Body Event event, @ExchangeProperty("poll") Poll poll, Exchange exchange) {
    ObjectNode document = Json.MAPPER.createObjectNode();
    document.put("objectType", event.objectType());
    document.put("objectId", event.objectId());
    document.put("eventType", event.eventType().name());
    document.put("date", EventDates.text(event.reportedDate()));
    document.put("pollDate", EventDates.text(event.pollDate()));
    document.put("otherId", event.otherId());
    document.set("raw", event.raw());
    Map<String, Object> map = Hook.map(document);
    Hook.fill(exchange.getMessage(), poll.instance(), map);
  }

  /** Returns the event as the hook changed it, or no body if the hook dropped the change. */
  @Override
  public Exchange aggregate(Exchange change, Exchange hooked) {
    Event before = hooked.getProperty("event", Event.class);
    Event after = null;
    if (before == null) { // a step before the transformation ended the route
      Hook.checkNotFailed("poll-change", hooked);
    } else if (hooked.getMessage().getBody() == before && hooked.getException() == null) {
      after = before; // the hook was not called
    } else {
      after = HOOK.left(hooked).map(left -> merged(before, left)).orElse(null);
    }
    change.getMessage().setBody(after);
    return change;
  }

  /** Only {@code raw} and {@code otherId} may change. */
  private static Event merged(Event before, JsonNode left) {
    String otherId = left.path("otherId").asText(null);
    JsonNode raw = left.path("raw");
    return before.with(otherId, raw.isMissingNode() ? NullNode.getInstance() : raw);
  }
}
