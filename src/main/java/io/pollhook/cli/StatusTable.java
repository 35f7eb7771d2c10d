package io.pollhook.cli;

import io.pollhook.statistics.StoredFigures;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Comparator;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The output of the command {@code status}: a name and a value in each row. */
record StatusTable(long instances, long disabled, StoredFigures figures) {
  /** Reads the figures; {@code now} is in epoch milliseconds. */
  static StatusTable of(Handle handle, long now) {
    return handle
        .createQuery(
            "SELECT COUNT(*), COALESCE(SUM(CASE WHEN active = 0 OR tests = 1 THEN 1 ELSE 0 END), 0) FROM lanes")
        .map(
            (row, context) ->
                new StatusTable(row.getLong(1), row.getLong(2), StoredFigures.read(handle, now)))
        .one();
  }

  void print(PrintStream out) {
    row(out, "instances", instances + " (" + disabled + " disabled)");
    long resources = figures.feeds().values().stream().mapToLong(Long::longValue).sum();
    row(out, "resources polled", Long.toString(resources));
    new TreeMap<>(figures.feeds())
        .forEach((state, count) -> row(out, "  " + state, Long.toString(count)));
    figures.oldest().stream()
        .min(Comparator.comparingLong(StoredFigures.Oldest::servedAt))
        .ifPresent(
            oldest ->
                row(
                    out,
                    "oldest complete poll",
                    ago(oldest.servedAt())
                        + " ("
                        + oldest.element()
                        + ", "
                        + oldest.source()
                        + ")"));
    row(out, "notifications waiting", Long.toString(figures.waiting()));
    if (figures.waiting() > 0) {
      row(out, "  oldest", ago(figures.waitingSince()));
    }
    row(out, "callbacks held", Long.toString(figures.held()));
  }

  private static void row(PrintStream out, String name, String value) {
    out.printf("%-22s %s%n", name, value);
  }

  private String ago(long millis) {
    Duration age = Duration.ofMillis(Math.max(0, figures.readAt() - millis));
    return age.toHours() > 0
        ? "%d h %d min ago".formatted(age.toHours(), age.toMinutesPart())
        : "%d min %d s ago".formatted(age.toMinutes(), age.toSecondsPart());
  }
}
