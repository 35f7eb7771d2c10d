package io.pollhook.store;

import org.jdbi.v3.core.Handle;

/** Corrects the times in its rows after the database's clock was set back. */
@FunctionalInterface
public interface ClockListener {
  /**
   * Moves times in the future back by {@code step}, but not before {@code now}: they were written
   * before the clock was set back.
   *
   * @param now in epoch milliseconds
   * @param step in milliseconds, above zero
   */
  void wentBack(Handle handle, long now, long step);

  /** Moves the times in one column back. */
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
