package io.pollhook.benchmark;

/**
 * Measures how many events per second go from the provider's pages to the callback, each stored
 * durably in between. For comparison, the bare loop with the same number of concurrent calls (one
 * for one resource): once with the same calls, ten events per POST, and once with one POST per
 * event, as other systems notify.
 */
final class Throughput {
  private static final int BARE_THREADS = 16;

  private Throughput() {}

  /** One calendar with large pages: one poll, one lane. */
  static Figures ofOneResource(Setup setup, int changes) {
    return run(setup, "throughput, one resource", 1, changes, 2500, 1, 1);
  }

  /** Many calendars with small pages. */
  static Figures ofManyInstances(Setup setup, int instances, int changesEach) {
    return run(setup, "throughput, many instances", instances, changesEach, 20, 3, BARE_THREADS);
  }

  private static Figures run(
      Setup setup,
      String name,
      int instances,
      int changesEach,
      int pageSize,
      double intervalSeconds,
      int bareThreads) {
    try (Bench bench = new Bench(setup, instances, pageSize)) {
      bench.load(0, instances, intervalSeconds);
      bench.program.start();
      bench.awaitListening(0, instances);
      carry(bench, instances, Math.max(1, changesEach / 2)); // warms up
      long cpuBefore = bench.program.cpuMillis();
      double seconds = carry(bench, instances, changesEach);
      long cpu = bench.program.cpuMillis() - cpuBefore;
      double events = (double) instances * changesEach;
      long same =
          bench.bareLoop(
              instances, changesEach, pageSize, bareThreads, BareLoop.EVENTS_PER_NOTIFICATION);
      int fewer = Math.max(1, changesEach / BareLoop.EVENTS_PER_NOTIFICATION);
      long single = bench.bareLoop(instances, fewer, pageSize, bareThreads, 1);
      return new Figures(name, setup.database())
          .with("events", (long) events)
          .with("events/s", Math.round(events / seconds))
          .with("bare, same calls, ev/s", same)
          .with("ratio to that", hundredths(events / seconds / same))
          .with("bare, a POST each, ev/s", single)
          .with("ratio to that one", hundredths(events / seconds / single))
          .with("CPU us/event", Math.round(1000 * cpu / events))
          .with("RSS MB", bench.program.rssMegabytes())
          .with(bench.calendars);
    }
  }

  private static double hundredths(double ratio) {
    return Math.round(100 * ratio) / 100.0;
  }

  private static double carry(Bench bench, int instances, int changesEach) {
    long started = System.nanoTime();
    for (int calendar = 0; calendar < instances; calendar++) {
      bench.calendars.change(calendar, changesEach);
    }
    bench.awaitArrivals();
    return (bench.calendars.lastArrival() - started) / 1e9;
  }
}
