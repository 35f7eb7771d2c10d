package io.pollhook.benchmark;

import java.util.Arrays;

/** Measured times in milliseconds. Safe for one writer at a time. */
final class Samples {
  private long[] values = new long[1 << 10];
  private int count;

  synchronized void add(long millis) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
    }
    values[count++] = millis;
  }

  synchronized void clear() {
    count = 0;
  }

  /** The value that the given percentage of samples does not exceed; -1 without samples. */
  synchronized long percentile(double percent) {
    if (count == 0) {
      return -1;
    }
    long[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(percent / 100 * count) - 1];
  }
}
