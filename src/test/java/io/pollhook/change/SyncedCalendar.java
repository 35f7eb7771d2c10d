package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.change.MemoryFeed.Refused;
import io.pollhook.change.MemoryFeed.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** A calendar read by sync tokens: a token stands for all changes up to a number. */
final class SyncedCalendar implements Source {
  /** The current state of an event, and the number of its last change. */
  private record Entry(ObjectNode raw, int changedAs, Instant updated) {
    boolean isCancelled() {
      return raw.path("deleted").asBoolean();
    }
  }

  private final Random random;
  private final int pageSize;
  private final NavigableMap<String, Entry> events = new TreeMap<>();
  private final Set<JsonNode> everWritten = new HashSet<>();
  private Instant now;
  private int changes;
  private int changesBefore;
  private double refusals;
  private Runnable whilePaging = () -> {};

  SyncedCalendar(Random random, int pageSize, Instant now) {
    this.random = random;
    this.pageSize = pageSize;
    this.now = now;
  }

  /** A page token has the state of its listing and the position in it. */
  @Override
  public Page fetch(PageRequest request) {
    if (random.nextDouble() < refusals) {
      throw new Refused(true);
    }
    int state = changes;
    String after = "";
    if (request.page() != null) {
      String[] token = request.page().split("/", 2);
      state = Integer.parseInt(token[0]);
      after = token[1];
      whilePaging.run();
      if (random.nextDouble() < refusals) {
        throw new Refused(false);
      }
    }
    List<JsonNode> items = new ArrayList<>();
    boolean emptyPage = random.nextInt(5) == 0 && !after.endsWith("+");
    String last = after;
    for (var entry : listed(request).tailMap(after.replace("+", ""), false).entrySet()) {
      if (emptyPage || items.size() == pageSize) {
        String next = state + "/" + (emptyPage ? after + "+" : last);
        return new Page(items, next, null, now);
      }
      items.add(entry.getValue().raw());
      last = entry.getKey();
    }
    return new Page(items, null, String.valueOf(state), now);
  }

  private NavigableMap<String, Entry> listed(PageRequest request) {
    NavigableMap<String, Entry> listed = new TreeMap<>(events);
    Collection<Entry> entries = listed.values();
    switch (request.mode()) {
      case BASELINE -> {}
      case CHANGES ->
          entries.removeIf(entry -> entry.changedAs() <= Integer.parseInt(request.cursor()));
      case BRIDGE -> entries.removeIf(entry -> entry.updated().isBefore(request.since()));
    }
    return listed;
  }

  void write(String id) {
    Entry old = events.get(id);
    boolean isNew = old == null || old.isCancelled();
    Instant created = isNew ? now : Instant.parse(old.raw().path("created").asText());
    put(id, event(id).put("created", created.toString()).put("updated", now.toString()));
  }

  /** Cancels an event: it is listed as a whole or, often, only with its id. */
  void cancel(String id) {
    if (events.containsKey(id) && !events.get(id).isCancelled()) {
      ObjectNode stub = JsonNodeFactory.instance.objectNode().put("id", id).put("deleted", true);
      put(id, random.nextBoolean() ? stub : event(id).put("deleted", true));
    }
  }

  private ObjectNode event(String id) {
    return JsonNodeFactory.instance.objectNode().put("id", id).put("content", changes + 1);
  }

  private void put(String id, ObjectNode raw) {
    events.put(id, new Entry(raw, ++changes, now));
    everWritten.add(raw);
  }

  void beginFeed() {
    changesBefore = changes;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  void refuses(double perCall) {
    refusals = perCall;
  }

  void whilePaging(Runnable edits) {
    whilePaging = edits;
  }

  Instant now() {
    return now;
  }

  /** The current state of all events. */
  List<JsonNode> present() {
    return events.values().stream().<JsonNode>map(Entry::raw).toList();
  }

  /** Returns whether the event is unchanged since before the feed. */
  boolean isFromBefore(String id) {
    return events.get(id).changedAs() <= changesBefore;
  }

  Set<JsonNode> everWritten() {
    return everWritten;
  }
}
