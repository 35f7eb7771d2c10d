package io.pollhook.feed;

import io.pollhook.change.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** The row of an existing feed, with the columns that planning needs. */
public record StandingFeed(
    long id, String resource, String url, String changes, boolean active, long intervalMillis) {

  /** Reads a row. */
  public static final class Mapper implements RowMapper<StandingFeed> {
    @Override
    public StandingFeed map(ResultSet row, StatementContext context) throws SQLException {
      return new StandingFeed(
          row.getLong("id"),
          Columns.text(row, "resource"),
          Columns.text(row, "url"),
          row.getString("changes"),
          row.getInt("active") == 1,
          row.getLong("interval_ms"));
    }
  }

  /**
   * Removes from the list, and returns, the existing feed for a planned one. The url decides; among
   * rows with the same url, one with the same key is preferred.
   */
  static Optional<StandingFeed> take(List<StandingFeed> standing, PlannedFeed planned) {
    List<StandingFeed> sameUrl =
        standing.stream()
            .filter(feed -> feed.url().equals(planned.url()))
            .filter(feed -> feed.changes().equals(planned.changes()))
            .toList();
    Optional<StandingFeed> taken =
        sameUrl.stream()
            .filter(feed -> feed.resource().equals(planned.key()))
            .findFirst()
            .or(() -> sameUrl.stream().findFirst());
    taken.ifPresent(standing::remove);
    return taken;
  }

  /** Aligns the feed and the feeds of its parts with the plan; they keep their cursors. */
  void keep(Handle handle, PlannedFeed planned, long now) {
    boolean resumes = planned.instance().isActive() && !active;
    FeedSql.in(handle).keep(id, planned, resumes ? 1 : 0, now);
    if (resumes) {
      confirmHeld(handle, now);
    }
  }

  /** Confirms the deletions that the feed holds back, if there are any. */
  void confirmHeld(Handle handle, long now) {
    FeedSql feeds = FeedSql.in(handle);
    feeds
        .heldCursor(id)
        .map(cursor -> Cursor.parse(cursor).confirmDeletes())
        .ifPresent(confirmed -> feeds.pollFrom(id, confirmed.toJson(), now));
  }

  /** Returns the sources of the feed and of its parts' feeds. */
  List<String> sources(Handle handle) {
    return FeedSql.in(handle).sourcesOf(id);
  }
}
