package io.pollhook.poll;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/**
 * Runs previews on threads of their own: a few at once, and each with one deadline for the caller,
 * however long the provider takes. A thread that is late keeps its permit until its call has ended.
 */
final class PreviewWorkers {
  static final int AT_ONCE = 4;
  private static final Duration WITHIN = Duration.ofSeconds(25);

  private final ExecutorService threads;
  private final Duration within;
  private final Semaphore permits = new Semaphore(AT_ONCE);

  PreviewWorkers(ExecutorService threads) {
    this(threads, WITHIN);
  }

  PreviewWorkers(ExecutorService threads, Duration within) {
    this.threads = threads;
    this.within = within;
  }

  /**
   * Returns when the work is done, or its time is up.
   *
   * @param work receives the deadline, as a time of {@link System#nanoTime}
   * @throws TooManyPreviewsException if no permit is free
   */
  void run(LongConsumer work) {
    if (!permits.tryAcquire()) {
      throw new TooManyPreviewsException(AT_ONCE);
    }
    long deadline = System.nanoTime() + within.toNanos();
    await(submit(work, deadline));
  }

  private Future<?> submit(LongConsumer work, long deadline) {
    try {
      return threads.submit(
          () -> {
            try {
              work.accept(deadline);
            } finally {
              permits.release();
            }
          });
    } catch (RuntimeException e) {
      permits.release(); // the program stops
      throw e;
    }
  }

  private void await(Future<?> running) {
    try {
      running.get(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      // the caller shows what there is
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    }
  }
}
