package io.pollhook.feed;

import io.pollhook.change.Cursor;
import io.pollhook.store.ClockListener;
import io.pollhook.store.Database;
import io.pollhook.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The rows of feeds: claimed, settled, planned. Every settle needs the number of its claim. */
public final class FeedRepository {
  private static final String COLUMNS =
      "id, instance_id, parent_id, source, resource, position, url, part, part_id, cursor,"
          + " last_seen, served_at, interval_ms, fence, failures, due_at";

  /** So many times more due feeds than wanted are looked at, to find ones of different accounts. */
  private static final int WINDOW = 20;

  /** What may no longer be so when the account is locked. */
  private static final String STILL_DUE =
      " AND due_at <= :now AND NOT EXISTS (SELECT 1 FROM feeds busy"
          + " WHERE busy.instance_id = feeds.instance_id AND busy.lease_until > :now)";

  private final Database database;

  public FeedRepository(Database database) {
    this.database = database;
  }

  /** How long a claimed feed has been due; zero for one that is polled early. */
  public Duration lag(Feed feed) {
    return Duration.ofMillis(Math.max(0, database.now() - feed.dueAt()));
  }

  /**
   * Claims feeds of a source that are due, the longest due first, at most one of an account, none
   * of an account that is being polled.
   *
   * @param slow whether to claim those that timed out last time, or the others
   */
  public List<Feed> claim(String source, boolean slow, int limit, long leaseMillis) {
    long now = database.now();
    Map<Long, Long> due = database.read(handle -> due(handle, source, slow, limit, now));
    if (due.isEmpty()) {
      return List.of();
    }
    return database.write(
        handle -> {
          due.keySet().retainAll(lock(handle, due.keySet()));
          return take(handle, due.values(), STILL_DUE, now, leaseMillis);
        });
  }

  /** Of two that claim feeds of one account at once, the second finds the account gone or busy. */
  private static List<Long> lock(Handle handle, Collection<Long> accounts) {
    return accounts.isEmpty()
        ? List.of()
        : handle
            .createQuery("SELECT id FROM instances WHERE id IN (<ids>) ORDER BY id <skipLocked>")
            .bindList("ids", List.copyOf(accounts))
            .mapTo(Long.class)
            .list();
  }

  /** A feed that is due, and its account. */
  private record Due(long feedId, long instanceId) {}

  /**
   * Feeds by their accounts. Where a whole window of due feeds is of too few accounts, one of them
   * has very many: the next window is of the others.
   */
  private static Map<Long, Long> due(
      Handle handle, String source, boolean slow, int limit, long now) {
    Map<Long, Long> due = new LinkedHashMap<>();
    int most = WINDOW * limit;
    boolean more = true;
    while (due.size() < limit && more) {
      List<Due> window = window(handle, source, slow, due.keySet(), most, now);
      for (Due feed : window) {
        if (due.size() < limit) {
          due.putIfAbsent(feed.instanceId(), feed.feedId());
        }
      }
      more = window.size() == most;
    }
    return due;
  }

  /** The feeds that are longest due, without those of the accounts that are known. */
  private static List<Due> window(
      Handle handle, String source, boolean slow, Set<Long> known, int most, long now) {
    List<Long> without = new ArrayList<>(known);
    without.add(0L); // no account, and a list must not be empty
    return handle
        .createQuery(
            "SELECT id, instance_id FROM feeds f WHERE source = :source AND active = 1"
                + " AND due_at <= :now AND slow = :slow AND lease_until <= :now"
                + " AND instance_id NOT IN (<without>) AND NOT EXISTS (SELECT 1 FROM feeds busy"
                + " WHERE busy.instance_id = f.instance_id AND busy.lease_until > :now)"
                + " ORDER BY due_at LIMIT :most")
        .bind("source", source)
        .bind("now", now)
        .bind("slow", slow ? 1 : 0)
        .bindList("without", without)
        .bind("most", most)
        .map((row, context) -> new Due(row.getLong(1), row.getLong(2)))
        .list();
  }

  private static List<Feed> take(
      Handle handle, Collection<Long> ids, String condition, long now, long leaseMillis) {
    if (ids.isEmpty()) {
      return List.of();
    }
    return handle
        .createQuery(
            "UPDATE feeds SET fence = fence + 1, lease_until = :until WHERE id IN"
                + " (SELECT id FROM feeds WHERE id IN (<ids>) AND active = 1"
                + " AND lease_until <= :now"
                + condition
                + " <skipLocked>) RETURNING "
                + COLUMNS)
        .bindList("ids", List.copyOf(ids))
        .bind("now", now)
        .bind("until", now + leaseMillis)
        .map(FeedRepository::map)
        .list();
  }

  /** Claims those of an instance's feeds that had no first look yet. */
  public List<Feed> claimNew(long instanceId, int limit, long leaseMillis) {
    long now = database.now();
    return database.write(
        handle -> {
          List<Long> ids =
              handle
                  .select(
                      "SELECT id FROM feeds WHERE instance_id = ? AND active = 1 AND failures = 0"
                          + " AND lease_until <= ? AND state = 'BASELINE_PENDING'"
                          + " ORDER BY position, id LIMIT ?",
                      instanceId,
                      now,
                      limit)
                  .mapTo(Long.class)
                  .list();
          return take(handle, ids, "", now, leaseMillis);
        });
  }

  /** What became of a claim. */
  public enum ClaimState {
    /** It holds. */
    HELD,
    /** It holds, but the instance is to be polled no longer. */
    INACTIVE,
    /** Somebody else has the feed, or it is gone. */
    LOST
  }

  /** What became of a claim. */
  public ClaimState claimState(Feed feed) {
    return database.read(
        handle ->
            handle
                .select(
                    "SELECT active FROM feeds WHERE id = ? AND fence = ?", feed.id(), feed.fence())
                .mapTo(Integer.class)
                .findOne()
                .map(active -> active == 1 ? ClaimState.HELD : ClaimState.INACTIVE)
                .orElse(ClaimState.LOST));
  }

  /** Makes a claim last longer; false where it is no longer ours. */
  public boolean renew(Feed feed, long leaseMillis) {
    return database.write(
        handle ->
            handle.execute(
                    "UPDATE feeds SET lease_until = ? WHERE id = ? AND fence = ?",
                    database.now() + leaseMillis,
                    feed.id(),
                    feed.fence())
                == 1);
  }

  /** Ends a claim that polled nothing; the feed is due at its next slot. */
  public void giveBack(Feed feed) {
    database.writing(
        handle ->
            handle
                .createUpdate(
                    "UPDATE feeds SET lease_until = 0,"
                        + " due_at = phase + ((:now - phase) / interval_ms + 1) * interval_ms"
                        + " WHERE id = :id AND fence = :fence")
                .bind("now", database.now())
                .bind("id", feed.id())
                .bind("fence", feed.fence())
                .execute());
  }

  /** When the next feed of a source is due that nobody has claimed; empty where none is. */
  public OptionalLong earliestDue(String source) {
    return database.read(
        handle ->
            handle
                .select(
                    "SELECT MIN(due_at) FROM feeds WHERE source = ? AND active = 1"
                        + " AND lease_until <= ?",
                    source,
                    database.now())
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty()));
  }

  /**
   * Moves due times and leases that lie ahead with the clock that went back.
   *
   * @see io.pollhook.store.ClockListener
   */
  public static void clockWentBack(Handle handle, long now, long step) {
    ClockListener.moveBack(handle, "feeds", "due_at", now, step);
    ClockListener.moveBack(handle, "feeds", "lease_until", now, step);
  }

  /** The sources that any instance has configured. */
  public List<String> sources() {
    // from one to the next by the index: the number of feeds does not matter
    return database.read(
        handle ->
            handle
                .select(
                    "WITH RECURSIVE used (source) AS (SELECT MIN(source) FROM feeds UNION ALL"
                        + " SELECT (SELECT MIN(source) FROM feeds WHERE source > used.source)"
                        + " FROM used WHERE used.source IS NOT NULL)"
                        + " SELECT source FROM used WHERE source IS NOT NULL")
                .mapTo(String.class)
                .list());
  }

  /** The feeds of an instance, in the order of its configuration. */
  public List<Feed> ofInstance(Handle handle, long instanceId) {
    return handle
        .select(
            "SELECT " + COLUMNS + " FROM feeds WHERE instance_id = ? ORDER BY position, id",
            instanceId)
        .map(FeedRepository::map)
        .list();
  }

  public void delete(Handle handle, long feedId) {
    handle.execute("DELETE FROM feeds WHERE id = ?", feedId);
  }

  public static Feed map(ResultSet row, StatementContext context) throws SQLException {
    return new Feed(
        row.getLong("id"),
        row.getLong("instance_id"),
        nullableLong(row, "parent_id"),
        row.getString("source"),
        Json.unkey(row.getString("resource")),
        row.getInt("position"),
        Json.unkey(row.getString("url")),
        Json.unkey(row.getString("part")),
        unkeyed(row.getString("part_id")),
        Cursor.parse(row.getString("cursor")),
        instant(row, "last_seen"),
        instant(row, "served_at"),
        row.getLong("interval_ms"),
        row.getLong("fence"),
        row.getInt("failures"),
        row.getLong("due_at"));
  }

  private static String unkeyed(String key) {
    return key == null ? null : Json.unkey(key);
  }

  public static Long nullableLong(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  public static Instant instant(ResultSet row, String column) throws SQLException {
    Long millis = nullableLong(row, column);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
