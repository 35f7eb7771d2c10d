package io.pollhook.benchmark;

import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** Keeps a steady rate, however long each step takes. */
final class Pace {
  private Pace() {}

  /**
   * Runs a step the given number of times, each at its scheduled time or, if that has passed, at
   * once.
   */
  static void keep(int stepsPerSecond, int steps, IntConsumer step) {
    long started = System.nanoTime();
    for (int i = 0; i < steps; i++) {
      LockSupport.parkNanos(started + i * 1_000_000_000L / stepsPerSecond - System.nanoTime());
      step.accept(i);
    }
  }
}
