package io.pollhook.feed;

import io.pollhook.change.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** The row of a feed that the configuration names so far, as far as planning needs it. */
public record StandingFeed(
    long id, String resource, String url, String changes, boolean active, long intervalMillis) {

  /** Reads the row. */
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
   * Takes out the one that stays for a planned feed. The url decides; among rows of the same url
   * the one with the same key is meant.
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

  /** Brings it and the feeds of its parts in line with what is planned; they keep their cursors. */
  void keep(Handle handle, PlannedFeed planned, long now) {
    boolean resumes = planned.instance().isActive() && !active;
    FeedSql.in(handle).keep(id, planned, resumes ? 1 : 0, now);
    if (resumes) {
      confirmHeld(handle, now);
    }
  }

  /** Confirms the deletions that the feed holds back, if it does. */
  void confirmHeld(Handle handle, long now) {
    FeedSql feeds = FeedSql.in(handle);
    feeds
        .heldCursor(id)
        .map(cursor -> Cursor.parse(cursor).confirmDeletes())
        .ifPresent(confirmed -> feeds.pollFrom(id, confirmed.toJson(), now));
  }

  /** The sources that it and the feeds of its parts are polled from. */
  List<String> sources(Handle handle) {
    return FeedSql.in(handle).sourcesOf(id);
  }
}
