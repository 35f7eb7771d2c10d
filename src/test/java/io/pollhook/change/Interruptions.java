package io.pollhook.change;

import java.util.Random;

/**
 * Breaks some polls off, at any step: half of them as a failure, half as the death of a process.
 */
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
