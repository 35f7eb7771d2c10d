package io.pollhook.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.store.Json;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Prints events, one per line: the time of arrival, the element, the change, and the object. */
final class EventLines {
  private static final String LINE = "%-12s  %-11s  %-38s  %-7s  %-26s  %s%n";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  private final PrintStream out;
  private final Clock clock;

  EventLines(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  void printHeader() {
    out.printf(LINE, "arrived", "element", "objectType", "type", "objectId", "what");
  }

  /** Prints the events of a notification in either format; returns how many there are. */
  int print(byte[] body) {
    JsonNode notification = parsed(body);
    return notification.isArray() ? printBatch(notification) : printMessage(notification);
  }

  private int printMessage(JsonNode notification) {
    JsonNode message = notification.path("message");
    JsonNode events = message.path("events");
    for (int i = 0; i < events.size(); i++) {
      JsonNode event = events.get(i);
      String objectType = event.path("objectType").asText();
      print(
          event.path("elementKey").asText(),
          objectType,
          event.path("eventType").asText(),
          event.path("objectId").asText(),
          message.path("raw").path(objectType).path(i));
    }
    return events.size();
  }

  /** CloudEvents, whose types are {@code pollhook.<element>.<event type>}. */
  private int printBatch(JsonNode batch) {
    for (JsonNode event : batch) {
      String[] type = event.path("type").asText().split("\\.", -1);
      print(
          type.length > 1 ? type[1] : "",
          event.path("objecttype").asText(),
          type[type.length - 1],
          event.path("subject").asText(),
          event.path("data"));
    }
    return batch.size();
  }

  private void print(
      String element, String objectType, String type, String objectId, JsonNode raw) {
    out.printf(
        LINE,
        TIME.format(clock.instant()),
        printable(element),
        printable(objectType),
        printable(type),
        printable(objectId),
        printable(title(raw)));
  }

  /**
   * The name that a person would give the object: a mail's subject, an event's summary, a group's
   * name.
   */
  private static String title(JsonNode object) {
    Stream<JsonNode> headers =
        StreamSupport.stream(object.path("payload").path("headers").spliterator(), false);
    Stream<String> subject =
        headers
            .filter(header -> header.path("name").asText().equals("Subject"))
            .map(header -> header.path("value").asText());
    Stream<String> names =
        Stream.of("summary", "name", "message").map(name -> object.path(name).asText());
    return Stream.concat(subject, names).filter(title -> !title.isEmpty()).findFirst().orElse("");
  }

  /** Replaces control characters, so that received text cannot control the terminal. */
  static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  private static JsonNode parsed(byte[] body) {
    try {
      return Json.MAPPER.readTree(new String(body, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      return Json.MAPPER.missingNode();
    }
  }
}
