package io.pollhook.benchmark;

import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** A steady rate, whatever each step takes. */
final class Pace {
  private Pace() {}

  /** Runs a step so many times, each at its moment or, where that has passed, at once. */
  static void keep(int stepsPerSecond, int steps, IntConsumer step) {
    long started = System.nanoTime();
    for (int i = 0; i < steps; i++) {
      LockSupport.parkNanos(started + i * 1_000_000_000L / stepsPerSecond - System.nanoTime());
      step.accept(i);
    }
  }
}
