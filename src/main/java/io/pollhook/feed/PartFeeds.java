package io.pollhook.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.Cursor;
import io.pollhook.change.PartsCursor;
import io.pollhook.change.PartsReader;
import io.pollhook.configuration.FieldMark;
import io.pollhook.configuration.FieldPath;
import io.pollhook.element.Partition;
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
 * Maintains one feed for each part behind a literal placeholder: each calendar of the account
 * except those that another configured url names. A part is polled by exactly one feed.
 */
public final class PartFeeds {
  private final Database database;
  private final DueTimes dueTimes;
  private final RandomGenerator random;

  public PartFeeds(Database database, DueTimes dueTimes, RandomGenerator random) {
    this.database = database;
    this.dueTimes = dueTimes;
    this.random = random;
  }

  /**
   * Returns whether a part is polled under another url. The first url that names it takes
   * precedence, then the first literal placeholder; a named part leaves the placeholder once its
   * own feed has had its first look.
   */
  public boolean isCovered(Handle handle, Feed feed, String partId) {
    FeedSql feeds = FeedSql.in(handle);
    String part = Json.key(partId);
    int before =
        feed.parentId() == null
            ? feeds.countNamedBefore(feed, part)
            : feeds.countBeforeChild(feed, part);
    return before > 0;
  }

  /**
   * Adds and removes feeds according to the complete list of parts. A part missing from two lists
   * in a row is removed; one that another url names is left to that url's feed.
   *
   * @param source the source of the parts' feeds
   * @return the new cursor of the list itself
   */
  public Cursor sync(
      Handle handle, Feed feed, Partition partition, String source, PartsReader list) {
    List<JsonNode> parts = list.parts().orElseThrow();
    FeedSql feeds = FeedSql.in(handle);
    Set<String> names = unkeyed(feeds.namedParts(feed.id()));
    Set<String> taken = unkeyed(feeds.takenParts(feed.id()));
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
    for (Feed child : feeds.children(feed.id())) {
      String id = child.part();
      added.remove(id);
      boolean isMissing = !present.contains(id);
      if (taken.contains(id) || (isMissing && missingBefore.contains(id))) {
        feeds.delete(child.id());
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

  private static Set<String> unkeyed(List<String> keys) {
    return keys.stream().map(Json::unkey).collect(Collectors.toSet());
  }

  private void add(Handle handle, Feed list, String source, String part) {
    StandingFeed row = FeedSql.in(handle).standingFeed(list.id());
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
    dueTimes.of(source).dueAt(now);
  }
}
