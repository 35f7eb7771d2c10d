package io.pollhook.feed;

import io.pollhook.change.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * A resource of an instance that is polled: one source of one instance, for a partitioned resource
 * one part of it.
 *
 * @param id of the row
 * @param instanceId whose account
 * @param parentId the feed that lists the parts, for a part that nobody named; otherwise null
 * @param source the Camel endpoint {@code direct:<source>}
 * @param resource the configured key
 * @param position its place in the configuration
 * @param url the configured url
 * @param part the part as the url names it; empty for a resource that is one whole
 * @param partId the part's real id; null while it is not known
 * @param cursor where it stands
 * @param lastSeen the last-seen date; null before the first poll
 * @param servedAt when the last complete poll read, by the provider's clock; null before the first
 * @param intervalMillis between two polls, as it was when the feed was claimed
 * @param fence the claim's number, which a settle must know
 * @param failures polls failed in a row
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
    long intervalMillis,
    long fence,
    int failures,
    long dueAt) {

  /** The literal placeholder in the url of a feed that lists parts. */
  public static final String EVERY_PART = "*";

  /** Whether it lists the parts instead of polling one. */
  public boolean listsParts() {
    return part.equals(EVERY_PART);
  }

  /** Reads a row with all columns. */
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
          row.getLong("interval_ms"),
          row.getLong("fence"),
          row.getInt("failures"),
          row.getLong("due_at"));
    }
  }
}
