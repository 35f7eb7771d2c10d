package io.pollhook.statistics;

import io.pollhook.store.Database;
import java.time.Duration;
import java.util.Arrays;
import org.jdbi.v3.core.Handle;

/**
 * The recent numbers of changes reported and delivered, counted in equal periods.
 *
 * @param from the beginning of the first period, in epoch milliseconds of the database's clock
 * @param part the length of each period
 * @param created the notifications created in each period
 * @param delivered the notifications delivered in each period
 * @param failed the failed attempts in each period
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Activity(long from, Duration part, long[] created, long[] delivered, long[] failed) {

  /** A period up to now, in equal parts. */
  public enum Period {
    /** The last hour, by the minute. */
    HOUR(60, Duration.ofMinutes(1)),
    /** The last day, by the half hour. */
    DAY(48, Duration.ofMinutes(30));

    private final int parts;
    private final Duration part;

    Period(int parts, Duration part) {
      this.parts = parts;
      this.part = part;
    }

    int parts() {
      return parts;
    }

    Duration part() {
      return part;
    }
  }

  /** Reads the activity, each series with one query over an index on its time. */
  public static Activity last(Database database, int parts, Duration part) {
    long width = part.toMillis();
    long now = database.now();
    long from = now - now % width - (parts - 1) * width; // whole periods, and the current one
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
              if (part[0] < parts) { // skips entries ahead of this clock, made by another node
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
