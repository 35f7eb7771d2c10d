package io.pollhook.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A thousand accounts, polled as often as the default minimum allows, under a long steady load, to
 * check that memory stays flat. Records a line every ten seconds.
 */
final class Soak {
  private static final int INSTANCES = 1_000;
  private static final double INTERVAL_SECONDS = 60;
  private static final int CHANGES_PER_SECOND = 200;
  private static final int SECONDS_BETWEEN_SAMPLES = 10;

  private Soak() {}

  static Figures run(Setup setup, int minutes, Path recordFile) {
    List<long[]> samples = new ArrayList<>();
    try (Bench bench = new Bench(setup, INSTANCES, 250)) {
      bench.load(0, INSTANCES, INTERVAL_SECONDS);
      bench.program.start();
      bench.awaitListening(0, INSTANCES);
      Random random = new Random(1);
      Pace.keep(
          CHANGES_PER_SECOND,
          minutes * 60 * CHANGES_PER_SECOND,
          i -> {
            bench.calendars.change(random.nextInt(INSTANCES), 1);
            if (i % (SECONDS_BETWEEN_SAMPLES * CHANGES_PER_SECOND) == 0) {
              samples.add(new long[] {i / CHANGES_PER_SECOND, bench.program.rssMegabytes()});
            }
          });
      bench.awaitArrivals();
      record(samples, recordFile);
      return new Figures("soak, " + minutes + " minutes", setup.database())
          .with("changes/s", CHANGES_PER_SECOND)
          .with("polls/min", Math.round(INSTANCES * 60 / INTERVAL_SECONDS))
          .with("latency", bench.calendars.latencies())
          .with("RSS MB, mean", Math.round(mean(samples)))
          .with("RSS MB, most", samples.stream().mapToLong(sample -> sample[1]).max().orElse(-1))
          .with("RSS MB/h, slope", Math.round(slopeOfAnHour(samples)))
          .with("live heap MB", bench.program.liveHeapMegabytes())
          .with(bench.calendars);
    }
  }

  private static double mean(List<long[]> samples) {
    return samples.stream().mapToLong(sample -> sample[1]).average().orElse(-1);
  }

  /** Fitted by least squares to the second half, because the first half warms up. */
  private static double slopeOfAnHour(List<long[]> samples) {
    List<long[]> half = samples.subList(samples.size() / 2, samples.size());
    double meanTime = half.stream().mapToLong(sample -> sample[0]).average().orElse(0);
    double meanRss = mean(half);
    double covariance = 0;
    double variance = 0;
    for (long[] sample : half) {
      covariance += (sample[0] - meanTime) * (sample[1] - meanRss);
      variance += (sample[0] - meanTime) * (sample[0] - meanTime);
    }
    return variance == 0 ? 0 : 3600 * covariance / variance;
  }

  private static void record(List<long[]> samples, Path file) {
    List<String> lines = new ArrayList<>(List.of("seconds,rss_mb"));
    samples.forEach(sample -> lines.add(sample[0] + "," + sample[1]));
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
