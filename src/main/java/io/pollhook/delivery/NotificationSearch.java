package io.pollhook.delivery;

import io.pollhook.delivery.NotificationSql.Candidate;
import io.pollhook.delivery.NotificationSql.Size;
import io.pollhook.store.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Searches the bodies of notifications for a text. No index helps, so every body has to be read: in
 * small steps, so that a search never holds a connection that deliveries need, and ends in time.
 */
final class NotificationSearch {
  private static final int ROWS_AT_ONCE = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Database database;
  private final int rowsAtOnce;
  private final Duration patience;

  NotificationSearch(Database database) {
    this(database, ROWS_AT_ONCE, PATIENCE);
  }

  /**
   * Searches a number of rows with each statement.
   *
   * @param patience the time after which no further statement begins
   */
  NotificationSearch(Database database, int rowsAtOnce, Duration patience) {
    this.database = database;
    this.rowsAtOnce = rowsAtOnce;
    this.patience = patience;
  }

  /**
   * The notifications found, newest first.
   *
   * @param searchedTo the oldest notification searched if there was not enough time for all; empty
   *     otherwise
   */
  record Found(List<Size> list, OptionalLong searchedTo) {}

  /**
   * Returns the newest notifications that match a filter with a text.
   *
   * @param before the notifications with smaller keys are searched
   * @throws SearchTimeoutException if nothing was found in time
   */
  Found newest(OptionalLong instanceId, NotificationFilter filter, long before, int limit) {
    long deadline = System.nanoTime() + patience.toNanos();
    List<Size> found = new ArrayList<>();
    long reached = before;
    while (true) {
      long from = reached;
      List<Candidate> rows =
          database.read(
              handle ->
                  NotificationSql.in(handle).candidates(instanceId, filter, from, rowsAtOnce));
      for (Candidate row : rows) {
        if (row.matches()) {
          found.add(row.size());
        }
        if (found.size() == limit) {
          return new Found(found, OptionalLong.empty());
        }
      }
      if (rows.size() < rowsAtOnce) {
        return new Found(found, OptionalLong.empty());
      }
      reached = rows.get(rows.size() - 1).size().seq();
      if (System.nanoTime() - deadline >= 0) {
        if (found.isEmpty()) {
          throw new SearchTimeoutException(patience);
        }
        return new Found(found, OptionalLong.of(reached));
      }
    }
  }
}
