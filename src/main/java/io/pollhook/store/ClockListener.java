package io.pollhook.store;

import org.jdbi.v3.core.Handle;

/** Corrects the times of its rows once the database's clock has gone back. */
@FunctionalInterface
public interface ClockListener {
  /**
   * Moves times that lie ahead back by {@code step}, but not behind {@code now}: they were set by
   * the clock as it was before.
   *
   * @param now in epoch milliseconds
   * @param step in milliseconds, above zero
   */
  void wentBack(Handle handle, long now, long step);

  /** Does so with one column. */
  static void moveBack(Handle handle, String table, String column, long now, long step) {
    handle
        .createUpdate(
            "UPDATE <table> SET <column> = CASE WHEN <column> - :step > :now"
                + " THEN <column> - :step ELSE :now END WHERE <column> > :now")
        .define("table", table)
        .define("column", column)
        .bind("now", now)
        .bind("step", step)
        .execute();
  }
}
