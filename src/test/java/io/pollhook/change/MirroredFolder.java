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
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A folder read by delta links: a link stands for all changes up to a number. It repeats changes
 * now and then, as Microsoft Graph may, and names deleted objects by their ids.
 */
final class MirroredFolder implements Source {
  /** The current state of an object, and the number of its last change. */
  private record Entry(ObjectNode raw, int changedAs) {
    boolean isDeleted() {
      return raw.path("deleted").asBoolean();
    }
  }

  private final Random random;
  private final int pageSize;
  private final NavigableMap<String, Entry> entries = new TreeMap<>();
  private final Set<JsonNode> everWritten = new HashSet<>();
  private Instant now;
  private int changes;
  private int changesBefore;
  private double refusals;
  private Runnable whilePaging = () -> {};

  MirroredFolder(Random random, int pageSize, Instant now) {
    this.random = random;
    this.pageSize = pageSize;
    this.now = now;
  }

  /** A page token has the state of its listing and the position in it. */
  @Override
  public Page fetch(PageRequest request) {
    if (request.cursor() != null && random.nextDouble() < refusals) {
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
    String last = after;
    for (var entry : listed(request).tailMap(after, false).entrySet()) {
      if (items.size() == pageSize) {
        return new Page(items, state + "/" + last, null, now);
      }
      items.add(entry.getValue().raw());
      last = entry.getKey();
    }
    return new Page(items, null, "link" + state, now);
  }

  private NavigableMap<String, Entry> listed(PageRequest request) {
    NavigableMap<String, Entry> listed = new TreeMap<>(entries);
    if (request.cursor() == null) {
      listed.values().removeIf(entry -> entry.isDeleted() && random.nextBoolean());
      return listed;
    }
    int since = Integer.parseInt(request.cursor().substring("link".length()));
    listed.values().removeIf(entry -> entry.changedAs() <= since && random.nextInt(4) > 0);
    return listed;
  }

  void write(String id) {
    put(id, JsonNodeFactory.instance.objectNode().put("id", id).put("content", changes + 1));
  }

  void delete(String id) {
    if (entries.containsKey(id) && !entries.get(id).isDeleted()) {
      put(id, JsonNodeFactory.instance.objectNode().put("id", id).put("deleted", true));
    }
  }

  private void put(String id, ObjectNode raw) {
    entries.put(id, new Entry(raw, ++changes));
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

  /** The current state of all objects that exist. */
  List<JsonNode> present() {
    return entries.values().stream()
        .filter(entry -> !entry.isDeleted())
        .<JsonNode>map(Entry::raw)
        .toList();
  }

  /** The ids of the deleted objects. */
  List<String> deleted() {
    return entries.entrySet().stream()
        .filter(entry -> entry.getValue().isDeleted())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Returns whether the object is unchanged since before the feed. */
  boolean isFromBefore(String id) {
    return entries.get(id).changedAs() <= changesBefore;
  }

  Set<JsonNode> everWritten() {
    return everWritten;
  }
}
