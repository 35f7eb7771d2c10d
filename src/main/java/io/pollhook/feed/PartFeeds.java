package io.pollhook.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.Cursor;
import io.pollhook.change.PartsCursor;
import io.pollhook.change.PartsReader;
import io.pollhook.element.Partition;
import io.pollhook.polling.FieldMark;
import io.pollhook.polling.FieldPath;
import io.pollhook.store.Database;
import io.pollhook.store.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Keeps one feed for each part behind a literal placeholder: each calendar of the account, but not
 * those that another configured url names. One part is polled by one feed.
 */
public final class PartFeeds {
  /** Feeds that have had their first look. */
  private static final String LOOKED = "AND f.state <> 'BASELINE_PENDING'";

  private final Database database;
  private final DueTimes dueTimes;
  private final RandomGenerator random;

  public PartFeeds(Database database, DueTimes dueTimes, RandomGenerator random) {
    this.database = database;
    this.dueTimes = dueTimes;
    this.random = random;
  }

  /**
   * Whether another url has the part: of those that name it the first one, of literal placeholders
   * the first one; a named part leaves the placeholder once its own feed has had its first look.
   */
  public boolean isCovered(Handle handle, Feed feed, String partId) {
    boolean isChild = feed.parentId() != null;
    String byAnother =
        isChild
            ? "(parent_id IS NULL AND state <> 'BASELINE_PENDING')"
                + " OR (parent_id <> :parent AND position < :position)"
            : "parent_id IS NULL AND position < :position";
    return handle
            .createQuery(
                "SELECT COUNT(*) FROM feeds WHERE instance_id = :instance AND source = :source"
                    + " AND part_id = :part AND id <> :id AND ("
                    + byAnother
                    + ")")
            .bind("instance", feed.instanceId())
            .bind("source", feed.source())
            .bind("part", Json.key(partId))
            .bind("id", feed.id())
            .bind("position", feed.position())
            .bind("parent", feed.parentId())
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  /**
   * Adds and removes feeds as the complete list of parts says. A part that two lists in a row lack
   * is gone; one that another url names is left to that url's feed.
   *
   * @param source what the feeds of the parts are polled from
   * @return where the list itself stands
   */
  public Cursor sync(
      Handle handle, Feed feed, Partition partition, String source, PartsReader list) {
    List<JsonNode> parts = list.parts().orElseThrow();
    Set<String> names = named(handle, feed, "f.part", "");
    Set<String> taken = named(handle, feed, "f.part_id", LOOKED);
    Set<String> present = new HashSet<>();
    Set<String> added = new LinkedHashSet<>();
    for (JsonNode part : parts) {
      String id = FieldPath.parse(partition.idField()).in(part).asText();
      if (!id.isEmpty() && !FieldMark.anyIn(partition.skipWhen(), part)) {
        present.add(id);
        if (!taken.contains(id) && !isNamed(part, id, partition, names)) {
          added.add(id);
        }
      }
    }
    List<String> missing = new ArrayList<>();
    List<String> missingBefore = PartsCursor.missing(feed.cursor());
    for (Feed child : children(handle, feed)) {
      String id = child.part();
      added.remove(id);
      boolean isMissing = !present.contains(id);
      if (taken.contains(id) || (isMissing && missingBefore.contains(id))) {
        handle.execute("DELETE FROM feeds WHERE id = ?", child.id());
      } else if (isMissing) {
        missing.add(id);
      }
    }
    added.forEach(part -> add(handle, feed, source, part));
    return list.cursorMissing(missing);
  }

  private static boolean isNamed(JsonNode part, String id, Partition partition, Set<String> names) {
    return names.contains(id)
        || partition.aliases().entrySet().stream()
            .anyMatch(
                alias ->
                    FieldPath.parse(alias.getKey()).in(part).asBoolean()
                        && names.contains(alias.getValue()));
  }

  /**
   * The parts that other urls of the same resource name.
   *
   * @param column their names, or the real ids where these are known
   * @param condition which of them are meant
   */
  private static Set<String> named(Handle handle, Feed list, String column, String condition) {
    return handle
        .createQuery(
            "SELECT <column> FROM feeds f, feeds l WHERE l.id = :id"
                + " AND f.instance_id = l.instance_id AND f.changes = l.changes"
                + " AND f.parent_id IS NULL AND f.id <> l.id AND <column> IS NOT NULL <condition>")
        .define("column", column)
        .define("condition", condition)
        .bind("id", list.id())
        .map((row, context) -> Json.unkey(row.getString(1)))
        .collect(Collectors.toSet());
  }

  private static List<Feed> children(Handle handle, Feed list) {
    return handle
        .select("SELECT * FROM feeds WHERE parent_id = ?", list.id())
        .map(FeedRepository::map)
        .list();
  }

  private void add(Handle handle, Feed list, String source, String part) {
    Row row = Row.of(handle, list);
    Cursor cursor = PartsCursor.ofNewPart(list.cursor());
    long now = database.now();
    new NewFeed(
            list.instanceId(),
            list.id(),
            source,
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
    dueTimes.wake(source, now);
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
