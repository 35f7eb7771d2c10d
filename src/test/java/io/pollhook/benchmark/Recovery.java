package io.pollhook.benchmark;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The callback is down, notifications pile up, and the program is stopped. Measures how long the
 * program then takes to start and to deliver the backlog once the callback works again.
 */
final class Recovery {
  private static final int INSTANCES = 50;
  private static final int EVENTS_PER_NOTIFICATION = 10;

  private Recovery() {}

  static Figures run(Setup setup, int notifications) {
    int changesEach = Math.max(1, notifications / INSTANCES) * EVENTS_PER_NOTIFICATION;
    try (Bench bench = new Bench(setup, INSTANCES, 2500)) {
      bench.load(0, INSTANCES, 2);
      bench.program.start();
      bench.awaitListening(0, INSTANCES);
      bench.world.refuse(true);
      for (int calendar = 0; calendar < INSTANCES; calendar++) {
        bench.calendars.change(calendar, changesEach);
      }
      long backlog = (long) INSTANCES * changesEach / EVENTS_PER_NOTIFICATION;
      Program.await(() -> waiting(bench.storage) == backlog, "the backlog does not grow");
      bench.program.stop();
      bench.world.refuse(false);
      long ready = bench.program.start();
      long started = System.nanoTime();
      bench.awaitArrivals();
      double seconds = (bench.calendars.lastArrival() - started) / 1e9;
      return new Figures("recovery, " + backlog + " notifications", setup.database())
          .with("ready ms", ready)
          .with("drained s", Math.round(10 * seconds) / 10.0)
          .with("notifications/s", Math.round(backlog / seconds))
          .with("RSS MB", bench.program.rssMegabytes())
          .with(bench.calendars);
    }
  }

  private static long waiting(Storage storage) {
    try (Connection connection = storage.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT COUNT(*) FROM notifications WHERE settled_at IS NULL")) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException("the backlog cannot be counted", e);
    }
  }
}
