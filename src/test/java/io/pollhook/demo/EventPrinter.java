package io.pollhook.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.callback.Callback;
import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Prints each event of a callback in one line: when, from where, what happened to which object. */
final class EventPrinter {
  private static final String LINE = "%-12s  %-11s  %-38s  %-7s  %-26s  %s%n";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  private final PrintStream out;

  EventPrinter(PrintStream out) {
    this.out = out;
  }

  void printHeader() {
    out.printf(LINE, "arrived", "element", "objectType", "type", "objectId", "what");
  }

  void print(Callback callback) {
    JsonNode message = callback.json().path("message");
    JsonNode events = message.path("events");
    for (int i = 0; i < events.size(); i++) {
      JsonNode event = events.get(i);
      String objectType = event.path("objectType").asText();
      out.printf(
          LINE,
          TIME.format(callback.arrived()),
          event.path("elementKey").asText(),
          objectType,
          event.path("eventType").asText(),
          event.path("objectId").asText(),
          title(message.path("raw").path(objectType).path(i)));
    }
  }

  /** What a person would call the object: a mail's subject, an event's summary, a group's name. */
  private static String title(JsonNode object) {
    Stream<JsonNode> headers =
        StreamSupport.stream(object.path("payload").path("headers").spliterator(), false);
    Stream<String> subject =
        headers
            .filter(header -> header.path("name").asText().equals("Subject"))
            .map(header -> header.path("value").asText());
    return Stream.of(
            subject, Stream.of(object.path("summary").asText(), object.path("name").asText()))
        .flatMap(titles -> titles)
        .filter(title -> !title.isEmpty())
        .findFirst()
        .orElse("");
  }
}
