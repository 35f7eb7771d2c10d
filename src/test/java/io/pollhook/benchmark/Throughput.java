package io.pollhook.benchmark;

/**
 * Measures how many events per second go from the provider's pages to the callback, each stored
 * durably in between. For comparison, the bare loop with the same number of concurrent calls (one
 * for one resource): once with the same calls, ten events per POST, and once with one POST per
 * event, as other systems notify.
 *
 * <p>Before it measures, rounds of half the changes warm up the JVM for as long as each needs less
 * CPU than the one before. With many small pages that takes about half a million events; until
 * then, the compiler competes with the program for the processors.
 */
final class Throughput {
  private static final int BARE_THREADS = 16;

  /** The share of the CPU of the round before below which a round counts as faster. */
  private static final double FASTER = 0.95;

  private Throughput() {}

  /** One calendar with large pages: one poll, one lane. */
  static Figures ofOneResource(Setup setup, int changes, int warmUps) {
    return run(setup, "throughput, one resource", 1, changes, 2500, 1, 1, warmUps);
  }

  /** Many calendars with small pages. */
  static Figures ofManyInstances(Setup setup, int instances, int changesEach, int warmUps) {
    return run(
        setup, "throughput, many instances", instances, changesEach, 20, 3, BARE_THREADS, warmUps);
  }

  private static Figures run(
      Setup setup,
      String name,
      int instances,
      int changesEach,
      int pageSize,
      double intervalSeconds,
      int bareThreads,
      int warmUps) {
    try (Bench bench = new Bench(setup, instances, pageSize)) {
      bench.load(0, instances, intervalSeconds);
      bench.program.start();
      bench.awaitListening(0, instances);
      warmUp(bench, instances, Math.max(1, changesEach / 2), warmUps);
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

  private static void warmUp(Bench bench, int instances, int changesEach, int mostRounds) {
    long before = Long.MAX_VALUE;
    long cpu = Long.MAX_VALUE / 2;
    for (int round = 0; round < mostRounds && cpu < FASTER * before; round++) {
      before = cpu;
      long started = bench.program.cpuMillis();
      carry(bench, instances, changesEach);
      cpu = bench.program.cpuMillis() - started;
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
