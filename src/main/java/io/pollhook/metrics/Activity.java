package io.pollhook.metrics;

import io.pollhook.store.Database;
import java.time.Duration;
import java.util.Arrays;
import org.jdbi.v3.core.Handle;

/**
 * How much was reported and delivered in the last time, counted in equal parts of it.
 *
 * @param from when the first part began, in epoch milliseconds of the database's clock
 * @param part how long each is
 * @param created notifications, by the time of their creation
 * @param delivered notifications, by the time of their delivery
 * @param failed attempts, by their time
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two
public record Activity(long from, Duration part, long[] created, long[] delivered, long[] failed) {

  /** Reads it, each series with one query over an index of its time. */
  public static Activity last(Database database, int parts, Duration part) {
    long width = part.toMillis();
    long now = database.now();
    long from = now - now % width - (parts - 1) * width; // whole parts, and the one under way
    return database.read(
        handle ->
            new Activity(
                from,
                part,
                series(handle, "notifications", "created_at", "", from, width, parts),
                series(
                    handle, "notifications", "settled_at", " AND failed = 0", from, width, parts),
                series(
                    handle,
                    "attempts",
                    "attempted_at",
                    " AND error IS NOT NULL",
                    from,
                    width,
                    parts)));
  }

  private static long[] series(
      Handle handle,
      String table,
      String time,
      String condition,
      long from,
      long width,
      int parts) {
    long[] counts = new long[parts];
    handle
        .createQuery(
            "SELECT (%s - :from) / :width AS part, COUNT(*) AS count FROM %s WHERE %s >= :from%s GROUP BY part"
                .formatted(time, table, time, condition))
        .bind("from", from)
        .bind("width", width)
        .map((row, context) -> new long[] {row.getLong("part"), row.getLong("count")})
        .forEach(
            part -> {
              if (part[0] < parts) { // not what another node's clock has made already
                counts[(int) part[0]] = part[1];
              }
            });
    return counts;
  }

  @Override
  public String toString() {
    return "Activity[" + Arrays.stream(created).sum() + " notifications]";
  }
}
