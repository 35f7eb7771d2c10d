package io.pollhook.benchmark;

import java.util.Random;

/**
 * Measures the time from a change to its callback, at a steady rate of changes across all accounts.
 */
final class Latency {
  private static final int INSTANCES = 20;
  private static final double INTERVAL_SECONDS = 1;
  private static final int CHANGES_PER_SECOND = 200;

  private Latency() {}

  static Figures run(Setup setup, int seconds) {
    try (Bench bench = new Bench(setup, INSTANCES, 250)) {
      bench.load(0, INSTANCES, INTERVAL_SECONDS);
      bench.program.start();
      bench.awaitListening(0, INSTANCES);
      change(bench, 5); // warms up
      bench.calendars.latencies().clear();
      change(bench, seconds);
      return new Figures("latency", setup.database())
          .with("changes/s", CHANGES_PER_SECOND)
          .with("interval ms", Math.round(INTERVAL_SECONDS * 1000))
          .with("latency", bench.calendars.latencies())
          .with("RSS MB", bench.program.rssMegabytes())
          .with(bench.calendars);
    }
  }

  private static void change(Bench bench, int seconds) {
    Random random = new Random(1);
    Pace.keep(
        CHANGES_PER_SECOND,
        seconds * CHANGES_PER_SECOND,
        i -> bench.calendars.change(random.nextInt(INSTANCES), 1));
    bench.awaitArrivals();
  }
}
