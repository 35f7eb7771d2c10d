package io.pollhook.feed;

import io.pollhook.change.Cursor;
import io.pollhook.change.PartsCursor;
import io.pollhook.store.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the feeds as {@link FeedPlanner} would plan them, without writing anything. */
public final class PlannedFeeds {
  /** The id of a feed that is not stored: its ledger is empty. */
  private static final long NONE = 0;

  private final Database database;

  public PlannedFeeds(Database database) {
    this.database = database;
  }

  /** Returns the feeds of an instance's plan, in its order; unchanged ones keep their cursors. */
  public List<Feed> of(long instanceId, List<PlannedFeed> plan) {
    return database.read(
        handle -> {
          FeedSql feeds = FeedSql.in(handle);
          List<StandingFeed> standing = new ArrayList<>(feeds.standing(instanceId));
          Map<Long, Feed> rows =
              feeds.ofInstance(instanceId).stream()
                  .collect(Collectors.toMap(Feed::id, Function.identity()));
          List<Feed> planned = new ArrayList<>();
          for (PlannedFeed feed : plan) {
            Optional<Feed> row = StandingFeed.take(standing, feed).map(kept -> rows.get(kept.id()));
            planned.add(row.map(kept -> kept(kept, feed)).orElseGet(() -> added(feed)));
          }
          return planned;
        });
  }

  /** Returns the feed of one part that another feed lists. */
  public Feed part(Feed list, PlannedFeed planned, String part) {
    return database.read(handle -> FeedSql.in(handle).children(list.id())).stream()
        .filter(child -> child.part().equals(part))
        .findFirst()
        .orElseGet(
            () ->
                feed(
                    list.id(),
                    planned,
                    planned.element().sourceOf(planned.resource()),
                    part,
                    part,
                    PartsCursor.ofNewPart(list.cursor())));
  }

  private static Feed kept(Feed row, PlannedFeed planned) {
    return new Feed(
        row.id(),
        row.instanceId(),
        row.parentId(),
        row.source(),
        planned.key(),
        planned.position(),
        row.url(),
        row.part(),
        row.partId(),
        row.cursor(),
        row.lastSeen(),
        row.servedAt(),
        row.lastPollAt(),
        row.intervalMillis(),
        row.fence(),
        row.failures(),
        row.dueAt());
  }

  private static Feed added(PlannedFeed planned) {
    return feed(null, planned, planned.source(), planned.part(), null, Cursor.fresh());
  }

  private static Feed feed(
      Long parentId, PlannedFeed planned, String source, String part, String id, Cursor cursor) {
    return new Feed(
        NONE,
        planned.instance().id(),
        parentId,
        source,
        planned.key(),
        planned.position(),
        planned.url(),
        part,
        id,
        cursor,
        null,
        null,
        null,
        planned.intervalMillis(),
        0,
        0,
        0);
  }
}
