package io.pollhook.delivery;

import io.pollhook.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** Shows the notifications and their delivery status; settled ones are deleted after a while. */
public final class NotificationLog {
  private static final String SELECT =
      "SELECT id, instance_id, body, created_at, attempts, settled_at, failed, last_error"
          + " FROM notifications WHERE ";
  private static final int DELETED_AT_ONCE = 500;

  /** The most bytes of bodies on one page, unless a single notification has more. */
  private static final long BYTES_OF_PAGE = 16L << 20;

  private final Database database;
  private final Duration retention;

  private record Entry(long seq, long bytes) {}

  /**
   * A page of records, newest first.
   *
   * @param next the argument for {@link #page} to continue; empty at the end
   */
  public record Page(List<NotificationRecord> records, OptionalLong next) {}

  NotificationLog(Database database, Duration retention) {
    this.database = database;
    this.retention = retention;
  }

  /**
   * Returns a page of the notifications of one instance, or of all, newest first. A page ends early
   * before its bodies exceed 16 MB in total.
   *
   * @param instanceId empty for all
   * @param after the previous page's {@code next}; empty for the first
   * @param size the most records, at least 1
   */
  public Page page(
      OptionalLong instanceId, NotificationFilter filter, OptionalLong after, int size) {
    return database.read(
        handle -> {
          List<Entry> found = entries(handle, instanceId, filter, after, size + 1);
          List<Entry> shown = found.subList(0, count(found, size));
          return new Page(
              records(handle, shown.stream().map(Entry::seq).toList()),
              shown.size() < found.size()
                  ? OptionalLong.of(shown.get(shown.size() - 1).seq())
                  : OptionalLong.empty());
        });
  }

  private static List<Entry> entries(
      Handle handle,
      OptionalLong instanceId,
      NotificationFilter filter,
      OptionalLong after,
      int limit) {
    String of = instanceId.isPresent() ? " AND instance_id = :instance" : "";
    Query query =
        handle.createQuery(
            "SELECT seq, LENGTH(body) AS bytes FROM notifications WHERE seq < :after"
                + of
                + filter.sql()
                + " ORDER BY seq DESC LIMIT :limit");
    instanceId.ifPresent(id -> query.bind("instance", id));
    return filter
        .bindTo(query)
        .bind("after", after.orElse(Long.MAX_VALUE))
        .bind("limit", limit)
        .map((row, context) -> new Entry(row.getLong("seq"), row.getLong("bytes")))
        .list();
  }

  private static int count(List<Entry> found, int size) {
    long bytes = 0;
    int count = 0;
    while (count < Math.min(size, found.size())) {
      bytes += found.get(count).bytes();
      if (count > 0 && bytes > BYTES_OF_PAGE) {
        break;
      }
      count++;
    }
    return count;
  }

  private static List<NotificationRecord> records(Handle handle, List<Long> seqs) {
    return seqs.isEmpty()
        ? new ArrayList<>()
        : handle
            .createQuery(SELECT + "seq IN (<seqs>) ORDER BY seq DESC")
            .bindList("seqs", seqs)
            .map(NotificationLog::row)
            .list();
  }

  /** Returns the notification with an id. */
  public Optional<NotificationRecord> find(String id) {
    return database.read(
        handle -> handle.select(SELECT + "id = ?", id).map(NotificationLog::row).findOne());
  }

  /** Deletes notifications settled longer ago than the retention, a few at a time. */
  public void deleteOld() {
    long before = database.now() - retention.toMillis();
    int deleted;
    do {
      deleted =
          database.write(
              handle ->
                  handle
                      .createUpdate(
                          "DELETE FROM notifications WHERE seq IN (SELECT seq FROM notifications"
                              + " WHERE settled_at IS NOT NULL AND settled_at < :before"
                              + " ORDER BY settled_at LIMIT :limit <skipLocked>)")
                      .bind("before", before)
                      .bind("limit", DELETED_AT_ONCE)
                      .execute());
    } while (deleted == DELETED_AT_ONCE);
  }

  private static NotificationRecord row(ResultSet row, StatementContext context)
      throws SQLException {
    long settledAt = row.getLong("settled_at");
    boolean settled = !row.wasNull();
    return new NotificationRecord(
        row.getString("id"),
        row.getLong("instance_id"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        row.getBytes("body"),
        row.getInt("attempts"),
        settled ? Instant.ofEpochMilli(settledAt) : null,
        row.getInt("failed") == 1,
        row.getString("last_error"));
  }
}
