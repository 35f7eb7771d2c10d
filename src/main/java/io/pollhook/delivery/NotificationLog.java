package io.pollhook.delivery;

import io.pollhook.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** What was and is to be delivered; what was delivered is forgotten after a while. */
public final class NotificationLog {
  private static final String SELECT =
      "SELECT seq, id, instance_id, body, created_at, attempts, settled_at, last_error"
          + " FROM notifications WHERE ";
  private static final int DELETED_AT_ONCE = 500;

  private final Database database;
  private final Duration retention;

  private record Row(long seq, NotificationRecord notification) {}

  /**
   * Some records, newest first.
   *
   * @param next what {@link #page} needs to go on; empty at the end
   */
  public record Page(List<NotificationRecord> records, OptionalLong next) {}

  NotificationLog(Database database, Duration retention) {
    this.database = database;
    this.retention = retention;
  }

  /**
   * A page of the notifications of one instance, or of all.
   *
   * @param instanceId empty for all
   * @param from the previous page's {@code next}; empty for the first
   * @param size at most so many, at least 1
   */
  public Page page(OptionalLong instanceId, OptionalLong from, int size) {
    String of = instanceId.isPresent() ? "instance_id = :instance AND " : "";
    List<Row> rows =
        database.read(
            handle -> {
              Query query =
                  handle.createQuery(SELECT + of + "seq < :from ORDER BY seq DESC LIMIT :limit");
              instanceId.ifPresent(id -> query.bind("instance", id));
              return query
                  .bind("from", from.orElse(Long.MAX_VALUE))
                  .bind("limit", size + 1)
                  .map(NotificationLog::row)
                  .list();
            });
    List<Row> shown = rows.subList(0, Math.min(size, rows.size()));
    return new Page(
        shown.stream().map(Row::notification).toList(),
        rows.size() > size ? OptionalLong.of(shown.get(size - 1).seq()) : OptionalLong.empty());
  }

  /** The one with that id. */
  public Optional<NotificationRecord> find(String id) {
    return database.read(
        handle ->
            handle
                .select(SELECT + "id = ?", id)
                .map(NotificationLog::row)
                .findOne()
                .map(Row::notification));
  }

  /** Deletes what was delivered longer ago than the retention, a few at a time. */
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

  private static Row row(ResultSet row, StatementContext context) throws SQLException {
    long settledAt = row.getLong("settled_at");
    boolean settled = !row.wasNull();
    return new Row(
        row.getLong("seq"),
        new NotificationRecord(
            row.getString("id"),
            row.getLong("instance_id"),
            Instant.ofEpochMilli(row.getLong("created_at")),
            row.getBytes("body"),
            row.getInt("attempts"),
            settled ? Instant.ofEpochMilli(settledAt) : null,
            row.getString("last_error")));
  }
}
