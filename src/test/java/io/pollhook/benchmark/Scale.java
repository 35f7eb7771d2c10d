package io.pollhook.benchmark;

import java.util.Map;

/**
 * Many feeds, most of them idle: ten thousand polls per minute whatever their number. Measures
 * start, memory, the lateness of polls, and the cost of adding, changing and removing an instance.
 */
final class Scale {
  private static final int POLLS_PER_SECOND = 166;
  private static final double MINUTE = 60;
  private static final double DAY = 86_400;
  private static final int CHURN = 30;

  private Scale() {}

  static Figures run(Setup setup, int feeds, int seconds) {
    int busy = (int) Math.min(feeds, POLLS_PER_SECOND * MINUTE);
    double interval = (double) busy / POLLS_PER_SECOND;
    try (Bench bench = new Bench(setup, feeds + 1, 250)) {
      long loading = bench.load(0, busy, interval);
      loading += busy == feeds ? 0 : bench.load(busy, feeds, DAY);
      long ready = bench.program.start();
      bench.awaitListening(0, busy);
      bench.world.polls().clear();
      long cpuBefore = bench.program.cpuMillis();
      Program.pause(seconds * 1000L);
      long cpu = bench.program.cpuMillis() - cpuBefore;
      int polls = bench.world.polls().size();
      Samples lags = bench.world.polls().lags(bench.storage.slots());
      Figures figures =
          new Figures("scale, " + feeds + " feeds", setup.database())
              .with("import instances/s", Math.round(1000.0 * feeds / loading))
              .with("ready ms", ready)
              .with("polls/min", Math.round(polls * MINUTE / seconds))
              .with("CPU us/poll", Math.round(1000.0 * cpu / polls))
              .with("lag", lags)
              .with("RSS MB", bench.program.rssMegabytes())
              .with("live heap MB", bench.program.liveHeapMegabytes())
              .with("RSS MB after GC", bench.program.rssMegabytes());
      churn(bench, feeds, figures);
      return figures.with(bench.calendars);
    }
  }

  private static void churn(Bench bench, int calendar, Figures figures) {
    Map<String, Samples> samples =
        Map.of("add", new Samples(), "change", new Samples(), "remove", new Samples());
    String change = "{\"configuration\": {\"event.poller.refresh_interval\": \"60\"}}";
    for (int i = 0; i < CHURN; i++) {
      String body = bench.body(calendar, DAY);
      String created =
          timed(samples.get("add"), () -> bench.program.call("POST", "/instances", body));
      String path = "/instances/" + created.replaceFirst("(?s).*?\"id\":\\s*(\\d+).*", "$1");
      timed(samples.get("change"), () -> bench.program.call("PATCH", path, change));
      timed(samples.get("remove"), () -> bench.program.call("DELETE", path, ""));
    }
    for (String operation : new String[] {"add", "change", "remove"}) {
      figures.with(operation + " p50 us", samples.get(operation).percentile(50));
    }
  }

  private static String timed(Samples samples, java.util.function.Supplier<String> call) {
    long started = System.nanoTime();
    String answer = call.get();
    samples.add((System.nanoTime() - started) / 1000);
    return answer;
  }
}
