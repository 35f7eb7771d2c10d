package io.pollhook.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.hook.Hook;
import io.pollhook.hook.HookRoute;
import io.pollhook.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Message;

/**
 * Passes each notification through the route {@code notification}, which users fill with their own
 * steps, and takes over the resulting body and headers.
 */
public final class NotificationHook implements AggregationStrategy {
  /** The header with the notification's id, which the hook cannot change. */
  static final String ID = "Elements-Webhook-Id";

  private static final String CALLED = "hookCalled";
  private static final Hook HOOK = new Hook("notification");

  private final HookRoute route;

  NotificationHook(HookRoute route) {
    this.route = route;
  }

  /** Returns whether the hook's route does anything; if not, it is not called. */
  public boolean isUsed() {
    return route.isUsed();
  }

  /**
   * Prepares the message for the hook: the notification as a map, its id, the instance's headers.
   */
  public void toMap(@ExchangeProperty("attempt") Attempt attempt, Exchange exchange) {
    String body = new String(attempt.notification().body(), StandardCharsets.US_ASCII);
    Hook.fill(exchange.getMessage(), attempt.instance(), Hook.map(Json.parse(body)));
    exchange.getMessage().setHeader(ID, attempt.notification().id());
    exchange.setProperty(CALLED, true);
  }

  /** Returns the notification as bytes, with the headers that the hook added. */
  @Override
  public Exchange aggregate(Exchange attempt, Exchange hooked) {
    Message message = attempt.getMessage();
    message.removeHeaders("*");
    if (hooked.getProperty(CALLED) == null && hooked.getException() == null) {
      message.setBody(attempt.getProperty("attempt", Attempt.class).notification().body());
    } else {
      JsonNode left = HOOK.left(hooked).orElseThrow(HOOK::leftNothing);
      message.getHeaders().putAll(added(hooked.getMessage()));
      message.setBody(bytes(left));
    }
    return attempt;
  }

  private static Map<String, Object> added(Message hooked) {
    Map<String, Object> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(hooked.getHeaders());
    headers.remove(ID);
    headers.keySet().removeIf(name -> name.startsWith("pollhook.") || name.startsWith("Camel"));
    return headers;
  }

  private static byte[] bytes(JsonNode document) {
    try {
      return Json.ASCII.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the notification cannot be written as JSON", e);
    }
  }
}
