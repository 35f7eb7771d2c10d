package io.pollhook.delivery;

import io.pollhook.event.Notification;
import io.pollhook.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Every statement on the table {@code notifications} that belongs to deliveries, for both
 * databases. Times are epoch milliseconds; flags are 0 or 1. A notification waits as long as it has
 * no {@code settled_at}, and is sent in the order of its {@code place}.
 */
final class NotificationSql {
  private static final String RECORD =
      "SELECT id, instance_id, body, created_at, attempts, settled_at, failed, last_error"
          + " FROM notifications WHERE ";

  private final Handle handle;

  private NotificationSql(Handle handle) {
    this.handle = handle;
  }

  /** Returns the statements within a transaction. */
  static NotificationSql in(Handle handle) {
    return new NotificationSql(handle);
  }

  // Appending

  /**
   * Inserts notifications at consecutive places.
   *
   * @param after the place before the first one
   * @param traceparent the trace that their delivery belongs to; null if there is none
   */
  void insert(
      long instanceId, Collection<Notification> added, long after, long now, String traceparent) {
    try (PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO notifications (place, id, instance_id, object_type, body, created_at,"
                + " attempts, traceparent) VALUES (?, ?, ?, ?, ?, ?, 0, ?)")) {
      long place = after;
      for (Notification each : added) {
        place++;
        String objectType = Json.key(each.objectType());
        batch.add(place, each.id(), instanceId, objectType, each.body(), now, traceparent);
      }
      batch.execute();
    }
  }

  // Delivering

  /** The first waiting notification of a claimed lane, and the revision of its instance. */
  record Front(
      long seq,
      long place,
      int number,
      Notification notification,
      String traceparent,
      long revision) {}

  /** Returns the first waiting notification after a place; empty if the claim was lost. */
  Optional<Front> front(long instanceId, long fence, long after) {
    return handle
        .select(
            """
            SELECT n.seq, n.place, n.attempts, n.id, n.object_type, n.body, n.traceparent,
             instances.revision FROM notifications n
             JOIN lanes ON lanes.instance_id = n.instance_id
             JOIN instances ON instances.id = n.instance_id
             WHERE n.instance_id = ? AND n.settled_at IS NULL AND n.place > ?
             AND lanes.fence = ? AND lanes.active = 1 ORDER BY n.place LIMIT 1
            """,
            instanceId,
            after,
            fence)
        .map(NotificationSql::front)
        .findOne();
  }

  private static Front front(ResultSet row, StatementContext context) throws SQLException {
    String objectType = row.getString("object_type");
    return new Front(
        row.getLong("seq"),
        row.getLong("place"),
        row.getInt("attempts") + 1,
        new Notification(
            row.getString("id"),
            objectType == null ? "" : Json.unkey(objectType),
            row.getBytes("body")),
        row.getString("traceparent"),
        row.getLong("revision"));
  }

  void delivered(Collection<Long> seqs, long now) {
    handle
        .createUpdate(
            "UPDATE notifications SET settled_at = :now, attempts = attempts + 1,"
                + " last_error = NULL WHERE seq IN (<seqs>) AND settled_at IS NULL")
        .bind("now", now)
        .bindList("seqs", seqs)
        .execute();
  }

  /** Counts a failed attempt; with {@code parkedAt}, the notification is not sent again. */
  void failed(long seq, String error, Long parkedAt) {
    handle.execute(
        "UPDATE notifications SET attempts = attempts + 1, last_error = ?, failed = ?,"
            + " settled_at = ? WHERE seq = ? AND settled_at IS NULL",
        error,
        parkedAt == null ? 0 : 1,
        parkedAt,
        seq);
  }

  boolean isAnyWaiting(long instanceId) {
    return handle
        .select(
            "SELECT 1 FROM notifications WHERE instance_id = ? AND settled_at IS NULL LIMIT 1",
            instanceId)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  // Sending again

  /** Where a notification is, and whether it still waits. */
  record Found(long seq, boolean waits) {}

  Optional<Found> find(long instanceId, String id) {
    return handle
        .select(
            "SELECT seq, settled_at FROM notifications WHERE instance_id = ? AND id = ?",
            instanceId,
            id)
        .map((row, context) -> new Found(row.getLong("seq"), row.getObject("settled_at") == null))
        .findOne();
  }

  /** A settled notification that a filter may select, and whether it has the filter's text. */
  record Settled(long seq, boolean matches) {}

  /**
   * Returns the settled notifications of an instance that a filter may select, oldest first. Those
   * without its text are among them, because they count towards the limit: each body has to be
   * read.
   */
  List<Settled> settled(long instanceId, NotificationFilter filter, long after, int limit) {
    return filter
        .bindTo(
            handle.createQuery(
                "SELECT seq, "
                    + filter.position()
                    + " AS position FROM (SELECT seq, body FROM notifications"
                    + " WHERE instance_id = :instance AND seq > :after AND settled_at IS NOT NULL"
                    + filter.sql()
                    + " ORDER BY seq LIMIT :limit) candidates ORDER BY seq"))
        .bind("instance", instanceId)
        .bind("after", after)
        .bind("limit", limit)
        .map((row, context) -> new Settled(row.getLong("seq"), row.getLong("position") > 0))
        .list();
  }

  /** Locks those of the notifications that are still settled, and returns them. */
  List<Long> lockSettled(Collection<Long> seqs) {
    return handle
        .createQuery(
            "SELECT seq FROM notifications WHERE seq IN (<seqs>) AND settled_at IS NOT NULL"
                + " ORDER BY seq <forUpdate>")
        .bindList("seqs", seqs)
        .mapTo(Long.class)
        .list();
  }

  /** Lets settled notifications wait again, at consecutive places. */
  void requeue(Collection<Long> seqs, long after) {
    try (PreparedBatch batch =
        handle.prepareBatch(
            "UPDATE notifications SET settled_at = NULL, failed = 0, place = ? WHERE seq = ?")) {
      long place = after;
      for (long seq : seqs) {
        place++;
        batch.add(place, seq);
      }
      batch.execute();
    }
  }

  // Showing, and deleting

  /** A notification and the length of its body. */
  record Size(long seq, long bytes) {}

  /** A notification that a filter may select, and whether it has the filter's text. */
  record Candidate(Size size, boolean matches) {}

  /**
   * Returns notifications that a filter may select, newest first. Those without its text are among
   * them, because they count towards the limit: each body has to be read.
   *
   * @param before only those with a lower number
   */
  List<Candidate> candidates(
      OptionalLong instanceId, NotificationFilter filter, long before, int limit) {
    String sql =
        "SELECT seq, LENGTH(body) AS bytes, "
            + filter.position()
            + " AS position FROM ("
            + newest("seq, body", instanceId, filter)
            + ") candidates ORDER BY seq DESC";
    return bound(handle.createQuery(sql), instanceId, filter, before, limit)
        .map((row, context) -> new Candidate(size(row), row.getLong("position") > 0))
        .list();
  }

  /**
   * Returns notifications of one instance, or of all, newest first.
   *
   * @param filter without a text
   * @param before only those with a lower number
   */
  List<Size> sizes(OptionalLong instanceId, NotificationFilter filter, long before, int limit) {
    String sql = newest("seq, LENGTH(body) AS bytes", instanceId, filter);
    return bound(handle.createQuery(sql), instanceId, filter, before, limit)
        .map((row, context) -> size(row))
        .list();
  }

  /** Returns the SQL for the newest notifications that a filter may select, whatever their text. */
  private static String newest(String columns, OptionalLong instanceId, NotificationFilter filter) {
    return "SELECT "
        + columns
        + " FROM notifications WHERE seq < :before"
        + (instanceId.isPresent() ? " AND instance_id = :instance" : "")
        + filter.sql()
        + " ORDER BY seq DESC LIMIT :limit";
  }

  /** Binds the parameters of {@link #newest}. */
  private static Query bound(
      Query query, OptionalLong instanceId, NotificationFilter filter, long before, int limit) {
    instanceId.ifPresent(id -> query.bind("instance", id));
    return filter.bindTo(query).bind("before", before).bind("limit", limit);
  }

  private static Size size(ResultSet row) throws SQLException {
    return new Size(row.getLong("seq"), row.getLong("bytes"));
  }

  /** Returns notifications by their numbers, newest first. */
  List<NotificationRecord> records(Collection<Long> seqs) {
    return seqs.isEmpty()
        ? List.of()
        : handle
            .createQuery(RECORD + "seq IN (<seqs>) ORDER BY seq DESC")
            .bindList("seqs", seqs)
            .map(NotificationSql::record)
            .list();
  }

  Optional<NotificationRecord> withId(String id) {
    return handle.select(RECORD + "id = ?", id).map(NotificationSql::record).findOne();
  }

  private static NotificationRecord record(ResultSet row, StatementContext context)
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

  /** Deletes the notifications that were settled before a time, the oldest first. */
  int delete(long settledBefore, int limit) {
    return handle
        .createUpdate(
            "DELETE FROM notifications WHERE seq IN (SELECT seq FROM notifications"
                + " WHERE settled_at IS NOT NULL AND settled_at < :before"
                + " ORDER BY settled_at LIMIT :limit <skipLocked>)")
        .bind("before", settledBefore)
        .bind("limit", limit)
        .execute();
  }
}
