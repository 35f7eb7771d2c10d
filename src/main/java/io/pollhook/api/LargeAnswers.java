package io.pollhook.api;

import io.pollhook.provisioning.Problem;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Limits how many costly answers are built at once, however many clients ask for them. */
final class LargeAnswers {
  private static final int WAIT_SECONDS = 10;

  private final Semaphore permits;
  private final String busy;

  /**
   * Creates a limit.
   *
   * @param atOnce the most answers that are built at once
   * @param busy the message if no permit becomes free in time
   */
  LargeAnswers(int atOnce, String busy) {
    this.permits = new Semaphore(atOnce, true);
    this.busy = busy;
  }

  /**
   * Builds an answer as soon as a permit is free.
   *
   * @throws Problem 503 if that takes too long
   */
  <T> T within(Supplier<T> work) {
    if (!permit()) {
      throw Problem.of(503, busy);
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
