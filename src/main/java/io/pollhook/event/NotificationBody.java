package io.pollhook.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.instance.Instance;
import io.pollhook.store.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Writes the body that a callback receives, the one that Cloud Elements posted for polled events.
 * It is ASCII, so that a provider's NUL characters and lone surrogates are preserved as escapes.
 */
final class NotificationBody {
  /** The number of the only account, company and user; Cloud Elements had many of each. */
  private static final long ONLY_ONE = 1;

  private static final DateTimeFormatter CREATED =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Instance instance;
  private final String hubKey;

  NotificationBody(Instance instance, String hubKey) {
    this.instance = instance;
    this.hubKey = hubKey;
  }

  byte[] of(String id, Instant created, List<Event> events) {
    ObjectNode body = Json.ASCII.createObjectNode();
    body.put("id", id);
    body.put("severity", "medium");
    body.put("createdDate", CREATED.format(created));
    body.put("topic", Notifications.topic(instance.id(), instance.elementKey()));
    body.put("action", "create");
    body.set("message", message(id, events));
    body.put("user", "pollhook");
    try {
      return Json.ASCII.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the events cannot be written as JSON", e);
    }
  }

  private ObjectNode message(String id, List<Event> events) {
    ObjectNode message = Json.ASCII.createObjectNode();
    message.put("elementKey", instance.elementKey());
    message.put("accountId", ONLY_ONE);
    message.put("eventId", id);
    message.put("companyId", ONLY_ONE);
    message.put("instanceId", instance.id());
    message.put("instance_id", instance.id());
    message.put("instanceName", instance.name());
    instance.tags().forEach(message.putArray("instanceTags")::add);
    message.put("userId", ONLY_ONE);
    message.set("raw", raw(events));
    ArrayNode list = message.putArray("events");
    events.forEach(event -> list.add(event(event)));
    return message;
  }

  /**
   * Returns the raw objects. If a resource is itself named objectType, instance_id or pollDate, its
   * objects replace that field, so that none is lost.
   */
  private ObjectNode raw(List<Event> events) {
    String objectType = events.get(0).objectType();
    ObjectNode raw = Json.ASCII.createObjectNode();
    raw.put("objectType", objectType);
    ArrayNode objects = raw.putArray(objectType);
    events.forEach(event -> objects.add(event.raw()));
    raw.putIfAbsent("instance_id", LongNode.valueOf(instance.id()));
    long polledAt = events.get(0).pollDate().toEpochMilli();
    raw.putIfAbsent("pollDate", LongNode.valueOf(polledAt));
    return raw;
  }

  private ObjectNode event(Event event) {
    ObjectNode node = Json.ASCII.createObjectNode();
    node.put("elementKey", instance.elementKey());
    node.put("hubKey", hubKey);
    node.put("objectType", event.objectType());
    node.put("objectId", event.objectId());
    node.put("eventType", event.eventType().name());
    node.put("date", EventDates.text(event.reportedDate()));
    node.put("pollDate", EventDates.text(event.pollDate()));
    if (event.otherId() != null) {
      node.put("otherId", event.otherId());
    }
    return node;
  }
}
