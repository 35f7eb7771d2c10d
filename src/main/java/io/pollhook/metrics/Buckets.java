package io.pollhook.metrics;

import java.time.Duration;
import java.util.Arrays;

/** The upper bounds of a histogram's buckets. */
final class Buckets {
  private Buckets() {}

  static Duration[] ofSeconds(double... bounds) {
    return Arrays.stream(bounds)
        .mapToObj(seconds -> Duration.ofNanos(Math.round(seconds * 1e9)))
        .toArray(Duration[]::new);
  }
}
