package io.pollhook.api;

import io.pollhook.provisioning.Problem;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Limits how many large answers are built at once, however many clients ask for them. */
final class LargeAnswers {
  private static final int AT_ONCE = 4;
  private static final int WAIT_SECONDS = 10;

  private final Semaphore permits = new Semaphore(AT_ONCE, true);

  /**
   * Builds an answer as soon as a permit is free.
   *
   * @throws Problem 503 if that takes too long
   */
  <T> T within(Supplier<T> work) {
    if (!permit()) {
      throw Problem.of(503, "too many lists are being read at once; try again later");
    }
    try {
      return work.get();
    } finally {
      permits.release();
    }
  }

  private boolean permit() {
    try {
      return permits.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
