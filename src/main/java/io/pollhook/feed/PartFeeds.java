package io.pollhook.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.Cursor;
import io.pollhook.change.PartsReader;
import io.pollhook.element.Partition;
import io.pollhook.element.Resource;
import io.pollhook.store.Database;
import io.pollhook.store.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * Keeps one feed for each part behind a literal placeholder: each calendar of the account, but not
 * those that another configured url names. One part is polled by one feed.
 */
final class PartFeeds {
  private final Database database;
  private final DueTimes dueTimes;
  private final RandomGenerator random;

  PartFeeds(Database database, DueTimes dueTimes, RandomGenerator random) {
    this.database = database;
    this.dueTimes = dueTimes;
    this.random = random;
  }

  /** Whether a url that comes earlier in the configuration names the same part. */
  boolean isCovered(Handle handle, Feed feed, String partId) {
    return handle
            .createQuery(
                "SELECT COUNT(*) FROM feeds WHERE instance_id = :instance AND source = :source"
                    + " AND part_id = :part AND parent_id IS NULL AND id <> :id"
                    + " AND (position < :position OR :isChild = 1)")
            .bind("instance", feed.instanceId())
            .bind("source", feed.source())
            .bind("part", Json.key(partId))
            .bind("id", feed.id())
            .bind("position", feed.position())
            .bind("isChild", feed.parentId() == null ? 0 : 1)
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  /**
   * Adds and removes feeds as the complete list of parts says. A part that two lists in a row lack
   * is gone.
   *
   * @return where the list itself stands
   */
  Cursor sync(Handle handle, Poll poll, PartsReader list) {
    Feed feed = poll.feed();
    Partition partition = poll.partition().orElseThrow();
    Set<String> listed = listed(handle, poll, partition, list.parts().orElseThrow());
    List<Feed> children = children(handle, feed);
    List<String> missing = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (Feed child : children) {
      known.add(child.part());
      if (!listed.contains(child.part())) {
        boolean again = feed.cursor().missing().contains(child.part());
        if (again || isNamed(handle, feed, child.part())) {
          handle.execute("DELETE FROM feeds WHERE id = ?", child.id());
        } else {
          missing.add(child.part());
        }
      }
    }
    listed.removeAll(known);
    listed.forEach(part -> add(handle, poll, part));
    return list.cursorMissing(missing);
  }

  private Set<String> listed(Handle handle, Poll poll, Partition partition, List<JsonNode> parts) {
    Set<String> named = named(handle, poll.feed());
    Set<String> listed = new LinkedHashSet<>();
    for (JsonNode part : parts) {
      String id = part.path(partition.idField()).asText();
      boolean byAlias =
          partition.aliases().entrySet().stream()
              .anyMatch(a -> part.path(a.getKey()).asBoolean() && named.contains(a.getValue()));
      if (!id.isEmpty() && !byAlias && !named.contains(id) && !isSkipped(part, partition)) {
        listed.add(id);
      }
    }
    return listed;
  }

  private static boolean isSkipped(JsonNode part, Partition partition) {
    for (Map.Entry<String, String> mark : partition.skipWhen().entrySet()) {
      if (part.path(mark.getKey()).asText().equals(mark.getValue())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNamed(Handle handle, Feed list, String part) {
    return named(handle, list).contains(part);
  }

  /** The parts that other urls of the same resource name, by name and by id. */
  private static Set<String> named(Handle handle, Feed list) {
    Set<String> names = new HashSet<>();
    handle
        .select(
            "SELECT DISTINCT f.part, f.part_id FROM feeds f, feeds l WHERE l.id = ?"
                + " AND f.instance_id = l.instance_id AND f.changes = l.changes"
                + " AND f.parent_id IS NULL AND f.id <> l.id",
            list.id())
        .map(
            (row, context) -> {
              names.add(Json.unkey(row.getString(1)));
              String id = row.getString(2);
              return id == null || names.add(Json.unkey(id));
            })
        .list();
    return names;
  }

  private static List<Feed> children(Handle handle, Feed list) {
    return handle
        .select("SELECT * FROM feeds WHERE parent_id = ?", list.id())
        .map(FeedRepository::map)
        .list();
  }

  private void add(Handle handle, Poll poll, String part) {
    Feed list = poll.feed();
    Resource resource = poll.resource();
    Row row = Row.of(handle, list);
    Cursor cursor = Cursor.fresh();
    if (list.cursor().since() != null) {
      cursor = Cursor.freshSince(Instant.ofEpochMilli(list.cursor().since()));
    }
    long now = database.now();
    new NewFeed(
            list.instanceId(),
            list.id(),
            resource.source(),
            list.resource(),
            list.position(),
            list.url(),
            row.changes(),
            part,
            part,
            row.active(),
            cursor,
            row.intervalMillis(),
            now)
        .insert(handle, now, random);
    dueTimes.wake(resource.source(), now);
  }

  /** What a part's feed has of the list's row, as it stands now. */
  private record Row(String changes, boolean active, long intervalMillis) {
    static Row of(Handle handle, Feed list) {
      return handle
          .select("SELECT changes, active, interval_ms FROM feeds WHERE id = ?", list.id())
          .map((row, context) -> new Row(row.getString(1), row.getInt(2) == 1, row.getLong(3)))
          .one();
    }
  }
}
