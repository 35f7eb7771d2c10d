package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.change.MemoryFeed.Refused;
import io.pollhook.change.MemoryFeed.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** A mailbox and its history: ids increase with gaps, and a record may have several messages. */
final class HistoryLog implements Source {
  /** A message: the time when it was received, and the number of its changes. */
  private static final class Message {
    private final Instant receivedAt;
    private int state;

    Message(Instant receivedAt) {
      this.receivedAt = receivedAt;
    }
  }

  private final Random random;
  private final int pageSize;
  private final List<ObjectNode> log = new ArrayList<>();
  private final Map<String, Message> messages = new TreeMap<>();
  private final Set<String> deleted = new HashSet<>();
  private final Set<String> before = new HashSet<>();
  private Instant now;
  private long lastId = 1000;
  private long forgottenUpTo;
  private boolean inRecord;
  private boolean refusesPages;
  private Runnable whilePaging = () -> {};

  HistoryLog(Random random, int pageSize, Instant now) {
    this.random = random;
    this.pageSize = pageSize;
    this.now = now;
  }

  @Override
  public Page fetch(PageRequest request) {
    if (request.page() != null) {
      whilePaging.run();
      if (refusesPages && random.nextInt(6) == 0) {
        throw new Refused(random.nextBoolean());
      }
    }
    return switch (request.mode()) {
      case BASELINE -> new Page(List.of(), null, String.valueOf(lastId), now);
      case CHANGES -> history(request);
      case BRIDGE -> received(request);
    };
  }

  private Page history(PageRequest request) {
    long start = Long.parseLong(request.cursor());
    if (start < forgottenUpTo) {
      throw new Refused(true);
    }
    List<JsonNode> after =
        log.stream()
            .filter(entry -> entry.path("id").asLong() > start)
            .map(entry -> (JsonNode) entry)
            .toList();
    return page(after, request, String.valueOf(lastId));
  }

  private Page received(PageRequest request) {
    List<JsonNode> found = new ArrayList<>();
    messages.forEach(
        (id, message) -> {
          if (message.receivedAt.getEpochSecond() >= request.getSinceSeconds()) {
            found.add(JsonNodeFactory.instance.objectNode().put("id", id));
          }
        });
    return page(found, request, null);
  }

  private Page page(List<JsonNode> all, PageRequest request, String nextCursor) {
    int from = request.page() == null ? 0 : Integer.parseInt(request.page());
    int to = Math.min(all.size(), from + pageSize);
    List<JsonNode> items = from >= to ? List.of() : all.subList(from, to);
    return new Page(items, to < all.size() ? String.valueOf(to) : null, nextCursor, now);
  }

  void receive(String id) {
    messages.put(id, new Message(now));
    log(id, "messagesAdded");
  }

  void label(String id) {
    messages.get(id).state++;
    log(id, random.nextBoolean() ? "labelsAdded" : "labelsRemoved");
  }

  void delete(String id) {
    log(id, "messagesDeleted");
    messages.remove(id);
    deleted.add(id);
  }

  /** Logs a change. Changes made together may share a record, which names no message twice. */
  private void log(String id, String what) {
    ObjectNode latest = log.isEmpty() ? null : log.get(log.size() - 1);
    boolean together = inRecord && latest != null && !latest.toString().contains('"' + id + '"');
    if (!together) {
      lastId += 1 + random.nextInt(50);
      latest = JsonNodeFactory.instance.objectNode().put("id", String.valueOf(lastId));
      log.add(latest);
      inRecord = random.nextInt(3) == 0;
    }
    ObjectNode entry = latest.withArray("/" + what).addObject();
    entry.putObject("message").put("id", id).put("state", messages.get(id).state);
    entry.putArray("labelIds").add("L" + messages.get(id).state);
  }

  /** Ends the record, because a record that was read never changes. */
  void closeRecord() {
    inRecord = false;
  }

  /** Marks all existing messages as older than the feed. */
  void beginFeed() {
    before.addAll(messages.keySet());
    before.addAll(deleted);
    closeRecord();
  }

  /** Forgets the history up to now, so that earlier ids are refused. */
  void forget() {
    lastId += 10;
    forgottenUpTo = lastId;
    log.clear();
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  void refusesPages(boolean value) {
    refusesPages = value;
  }

  void whilePaging(Runnable edits) {
    whilePaging = edits;
  }

  Instant now() {
    return now;
  }

  List<String> alive() {
    return List.copyOf(messages.keySet());
  }

  int state(String id) {
    return messages.get(id).state;
  }

  boolean isFromBefore(String id) {
    return before.contains(id);
  }

  boolean isDeleted(String id) {
    return deleted.contains(id);
  }
}
