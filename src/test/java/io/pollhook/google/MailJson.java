package io.pollhook.google;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes messages and history records as Gmail does. */
final class MailJson {
  private MailJson() {}

  /** Returns a message as in {@code messages.list}. */
  static ObjectNode reference(Message message) {
    return Json.object().put("id", message.id()).put("threadId", message.threadId());
  }

  static ObjectNode minimal(Message message) {
    ObjectNode json = labelled(message);
    return json.put("snippet", message.subject())
        .put("historyId", Long.toString(message.historyId()))
        .put("internalDate", Long.toString(message.internalDate().toEpochMilli()))
        .put("sizeEstimate", 512 + message.subject().length());
  }

  /** Returns a message with the named headers, or all headers if none are named. */
  static ObjectNode metadata(Message message, String owner, List<String> headers) {
    ObjectNode json = minimal(message);
    ArrayNode array = json.putObject("payload").put("mimeType", "text/plain").putArray("headers");
    headers(message, owner)
        .forEach(
            (name, value) -> {
              if (headers.isEmpty() || headers.stream().anyMatch(name::equalsIgnoreCase)) {
                array.addObject().put("name", name).put("value", value);
              }
            });
    return json;
  }

  /** Returns a message of one part, whose body is in the payload itself. */
  static ObjectNode full(Message message, String owner) {
    ObjectNode json = metadata(message, owner, List.of());
    byte[] body = ("About: " + message.subject()).getBytes(StandardCharsets.UTF_8);
    json.withObject("/payload")
        .put("partId", "")
        .put("filename", "")
        .putObject("body")
        .put("size", body.length)
        .put("data", Base64.getUrlEncoder().encodeToString(body));
    return json;
  }

  /** Returns a history record, reduced to the requested types and label. */
  static ObjectNode of(HistoryRecord record, Parameters query) {
    ObjectNode json = Json.object().put("id", Long.toString(record.id()));
    Set<ObjectNode> messages = new LinkedHashSet<>();
    json.putArray("messages");
    for (HistoryRecord.Entry entry : record.entries()) {
      if (isWanted(entry, query)) {
        messages.add(reference(entry.message()));
        ObjectNode part = json.withArray(entry.type().field()).addObject();
        part.set("message", labelled(entry.message()));
        if (!entry.labels().isEmpty()) {
          part.set("labelIds", Json.array(entry.labels()));
        }
      }
    }
    json.withArray("messages").addAll(messages);
    return json;
  }

  static boolean isWanted(HistoryRecord.Entry entry, Parameters query) {
    List<String> types = query.all("historyTypes");
    String label = query.text("labelId", "");
    return (types.isEmpty() || types.contains(entry.type().parameter()))
        && (label.isEmpty() || entry.message().has(label));
  }

  private static ObjectNode labelled(Message message) {
    ObjectNode json = reference(message);
    if (!message.labels().isEmpty()) {
      json.set("labelIds", Json.array(message.labels()));
    }
    return json;
  }

  private static Map<String, String> headers(Message message, String owner) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("From", "Carol <carol@example.org>");
    headers.put("To", owner);
    headers.put("Subject", message.subject());
    headers.put(
        "Date",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            message.internalDate().atOffset(ZoneOffset.UTC)));
    headers.put("Message-ID", "<" + message.id() + "@mail.example.org>");
    return headers;
  }
}
