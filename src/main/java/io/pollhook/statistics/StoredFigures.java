package io.pollhook.statistics;

import io.pollhook.store.Database;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * The database's figures about feeds and deliveries at one moment, the same on every node.
 *
 * @param feeds the number of active feeds by state
 * @param oldest the active feed of each element and source that lags most
 * @param waiting the number of waiting notifications of active callbacks
 * @param waitingSince when the oldest of them was created, in epoch milliseconds; 0 if none waits
 * @param held the number of held callbacks
 * @param readAt when the figures were read, in epoch milliseconds of the database's clock
 */
public record StoredFigures(
    Map<String, Long> feeds,
    List<Oldest> oldest,
    long waiting,
    long waitingSince,
    long held,
    long readAt) {

  /**
   * The feed of a source that lags most.
   *
   * @param servedAt when its last complete poll was, in epoch milliseconds
   */
  public record Oldest(String element, String source, long servedAt) {}

  private record Waiting(long count, long since) {}

  /** Reads the figures, each with one query. */
  public static StoredFigures read(Database database) {
    return database.read(handle -> read(handle, database.now()));
  }

  /** Reads the figures over any connection; {@code now} is in epoch milliseconds. */
  public static StoredFigures read(Handle handle, long now) {
    Waiting waiting = waiting(handle);
    return new StoredFigures(
        feeds(handle), oldest(handle), waiting.count(), waiting.since(), held(handle), now);
  }

  private static Map<String, Long> feeds(Handle handle) {
    Map<String, Long> feeds = new HashMap<>();
    handle
        .createQuery("SELECT state, COUNT(*) FROM feeds WHERE active = 1 GROUP BY state")
        .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(entry -> feeds.put(entry.getKey(), entry.getValue()));
    return feeds;
  }

  /**
   * Reads the feeds that lag most, except those without a complete poll so far; their state shows
   * that.
   */
  private static List<Oldest> oldest(Handle handle) {
    return handle
        .createQuery(
            "SELECT i.element, f.source, MIN(f.served_at) FROM feeds f"
                + " JOIN instances i ON i.id = f.instance_id"
                + " WHERE f.active = 1 AND f.served_at IS NOT NULL GROUP BY i.element, f.source")
        .map((row, context) -> new Oldest(row.getString(1), row.getString(2), row.getLong(3)))
        .list();
  }

  private static Waiting waiting(Handle handle) {
    return handle
        .createQuery(
            "SELECT w.waiting, (SELECT created_at FROM notifications WHERE seq = w.oldest)"
                + " FROM (SELECT COUNT(*) AS waiting, MIN(seq) AS oldest FROM notifications"
                + " WHERE settled_at IS NULL AND instance_id IN"
                + " (SELECT instance_id FROM lanes WHERE active = 1)) w")
        .map((row, context) -> new Waiting(row.getLong(1), row.getLong(2)))
        .one();
  }

  private static long held(Handle handle) {
    return handle
        .createQuery("SELECT COUNT(*) FROM lanes WHERE active = 1 AND held = 1")
        .mapTo(Long.class)
        .one();
  }
}
