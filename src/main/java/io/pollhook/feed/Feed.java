package io.pollhook.feed;

import io.pollhook.change.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * A polled resource of an instance. A partitioned resource has one feed for each part.
 *
 * @param id the id of the row
 * @param instanceId the id of its instance
 * @param parentId the feed that lists the parts, for a part that no url names; otherwise null
 * @param source the Camel endpoint {@code direct:<source>}
 * @param resource the configured key
 * @param position its position in the configuration
 * @param url the configured url
 * @param part the part as the url names it; empty for a resource without parts
 * @param partId the part's real id; null if not known yet
 * @param cursor the position reached
 * @param lastSeen the last-seen date; null before the first poll
 * @param servedAt the provider's time of the last complete poll; null before the first
 * @param lastPollAt when the last poll ended, by the database's clock; null before the first
 * @param intervalMillis the time between two polls, as of the claim
 * @param fence the claim's number, required to settle it
 * @param failures the number of failed polls in a row
 * @param dueAt when it was due, in epoch milliseconds of the database's clock
 */
public record Feed(
    long id,
    long instanceId,
    Long parentId,
    String source,
    String resource,
    int position,
    String url,
    String part,
    String partId,
    Cursor cursor,
    Instant lastSeen,
    Instant servedAt,
    Instant lastPollAt,
    long intervalMillis,
    long fence,
    int failures,
    long dueAt) {

  /** The literal placeholder in the url of a feed that lists parts. */
  public static final String EVERY_PART = "*";

  /** Returns whether the feed lists the parts instead of polling one. */
  public boolean listsParts() {
    return part.equals(EVERY_PART);
  }

  /** Reads a feed from a row with all columns. */
  public static final class Mapper implements RowMapper<Feed> {
    @Override
    public Feed map(ResultSet row, StatementContext context) throws SQLException {
      return new Feed(
          row.getLong("id"),
          row.getLong("instance_id"),
          Columns.number(row, "parent_id"),
          row.getString("source"),
          Columns.text(row, "resource"),
          row.getInt("position"),
          Columns.text(row, "url"),
          Columns.text(row, "part"),
          Columns.text(row, "part_id"),
          Cursor.parse(row.getString("cursor")),
          Columns.instant(row, "last_seen"),
          Columns.instant(row, "served_at"),
          Columns.instant(row, "last_poll_at"),
          row.getLong("interval_ms"),
          row.getLong("fence"),
          row.getInt("failures"),
          row.getLong("due_at"));
    }
  }
}
