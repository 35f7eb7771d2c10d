package io.pollhook.hook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.pollhook.instance.Instance;
import io.pollhook.log.Causes;
import io.pollhook.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * One of the routes {@code event} and {@code notification}, which ship empty and are called with a
 * JSON-like map (docs/routes.md).
 *
 * @param route the route's id, for messages
 */
public record Hook(String route) {
  private static final ObjectReader MAPS =
      Json.MAPPER.readerFor(new TypeReference<Map<String, Object>>() {});

  /** Returns a document as nested maps, lists and plain values, with exact numbers. */
  public static Map<String, Object> map(JsonNode document) {
    try {
      return MAPS.readValue(document);
    } catch (IOException e) {
      throw new UncheckedIOException("a document in memory cannot be read", e);
    }
  }

  /** Fills the message for the hook: the map as its body, and only headers about the instance. */
  public static void fill(Message message, Instance instance, Map<String, Object> body) {
    message.removeHeaders("*");
    message.getHeaders().putAll(headers(instance));
    message.setBody(body);
  }

  /** Returns the headers that identify a message's instance. */
  public static Map<String, Object> headers(Instance instance) {
    return Map.of(
        "pollhook.elementKey", instance.elementKey(),
        "pollhook.instanceId", instance.id(),
        "pollhook.instanceName", instance.name(),
        "pollhook.instanceTags", instance.tags());
  }

  /**
   * Returns the document that the hook left: a map, or JSON in any other form.
   *
   * @return empty if the hook ended with {@code stop} or left no body, an empty one, or the text
   *     {@code null}, which {@code constant: null} becomes in YAML
   * @throws HookFailedException if a step failed, or the body is not a JSON object
   */
  public Optional<JsonNode> left(Exchange exchange) {
    checkNotFailed(route, exchange);
    if (exchange.isRouteStop() || exchange.getMessage().getBody() == null) {
      return Optional.empty();
    }
    JsonNode document = document(exchange);
    if (document.isMissingNode() || document.isNull() || document.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(document);
  }

  /**
   * Checks that no step of a user's own failed.
   *
   * @param route the route's id
   * @throws HookFailedException naming the route and the failure
   */
  public static void checkNotFailed(String route, Exchange exchange) {
    if (exchange.getException() != null) {
      Throwable failure = exchange.getException();
      throw new HookFailedException("the route " + route + " failed" + reason(failure), failure);
    }
  }

  /** Camel's wrappers, and exceptions that only repeat their cause, hide the step's own message. */
  private static String reason(Throwable failure) {
    Throwable telling = Causes.firstOrRoot(failure, Hook::hasOwnMessage);
    return hasOwnMessage(telling)
        ? ": " + telling.getMessage()
        : " without a message (" + telling.getClass().getSimpleName() + ")";
  }

  private static boolean hasOwnMessage(Throwable thrown) {
    String message = thrown.getMessage();
    boolean isWrapper =
        thrown.getCause() != null && thrown.getClass().getName().startsWith("org.apache.camel.");
    return !isWrapper
        && message != null
        && !message.isBlank()
        && !message.equals(String.valueOf(thrown.getCause()));
  }

  /** Returns the exception for a hook that left no body although it must. */
  public HookFailedException leftNothing() {
    return new HookFailedException("the route " + route + " left no body", null);
  }

  private JsonNode document(Exchange exchange) {
    Object body = exchange.getMessage().getBody();
    try {
      if (body instanceof Map<?, ?> || body instanceof JsonNode) {
        return Json.MAPPER.valueToTree(body);
      }
      String text = exchange.getMessage().getBody(String.class);
      JsonNode parsed = Json.MAPPER.readTree(text == null ? "" : text);
      if (parsed.isObject() || parsed.isNull() || parsed.isMissingNode()) {
        return parsed;
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw unexpected(body, e);
    }
    throw unexpected(body, null);
  }

  private HookFailedException unexpected(Object body, Exception cause) {
    return new HookFailedException(
        "the route %s left a body of type %s, expected a map or a JSON object"
            .formatted(route, body.getClass().getSimpleName()),
        cause);
  }
}
