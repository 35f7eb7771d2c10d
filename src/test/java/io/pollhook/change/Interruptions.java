package io.pollhook.change;

import java.util.Random;

/** Breaks off some polls at any step, half of them by a failure, half by a crash of the process. */
final class Interruptions {
  private final Random random;
  private final double perStep;
  private int count;

  Interruptions(Random random, double perStep) {
    this.random = random;
    this.perStep = perStep;
  }

  void step() {
    if (random.nextDouble() < perStep) {
      count++;
      if (random.nextBoolean()) {
        throw new MemoryFeed.Broken();
      }
      throw new MemoryFeed.Crash();
    }
  }

  int count() {
    return count;
  }
}
