package io.pollhook.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PreviewWorkersTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch providerAnswers = new CountDownLatch(1);
  private final PreviewWorkers workers = new PreviewWorkers(threads, Duration.ofMillis(50));

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private void awaitProvider(long deadline) {
    try {
      providerAnswers.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void callerWaitsNoLongerThanTheDeadline() {
    workers.run(this::awaitProvider);

    assertThat(providerAnswers.getCount()).isEqualTo(1);
  }

  @Test
  void lateWorkKeepsItsPermitUntilItEnds() {
    LongConsumer nothing = deadline -> {};
    for (int i = 0; i < PreviewWorkers.AT_ONCE; i++) {
      workers.run(this::awaitProvider);
    }
    assertThatThrownBy(() -> workers.run(nothing)).isInstanceOf(TooManyPreviewsException.class);

    providerAnswers.countDown();

    await()
        .untilAsserted(() -> assertThatCode(() -> workers.run(nothing)).doesNotThrowAnyException());
  }

  @Test
  void failureOfTheWorkReachesTheCaller() {
    IllegalArgumentException failure = new IllegalArgumentException("x");

    assertThatThrownBy(
            () ->
                workers.run(
                    deadline -> {
                      throw failure;
                    }))
        .isSameAs(failure);
  }
}
