package io.pollhook.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TicksTest {
  private final Ticks ticks = new Ticks();

  @AfterEach
  void end() {
    ticks.shutdownNow();
  }

  @Test
  void tickThatThrowsAnErrorRunsAgain() {
    AtomicInteger runs = new AtomicInteger();
    Future<?> tick =
        ticks.scheduleWithFixedDelay(
            () -> {
              runs.incrementAndGet();
              throw new OutOfMemoryError("as a test");
            },
            0,
            1,
            TimeUnit.MILLISECONDS);

    await().until(() -> runs.get() >= 3);
    assertThat(tick).isNotDone();
  }

  @Test
  void checkReplacesDeadThreads() {
    assertThat(ticks.getPoolSize()).isZero(); // as if all had died

    ticks.check();

    assertThat(ticks.getPoolSize()).isEqualTo(ticks.getCorePoolSize());
  }

  @Test
  void nothingRunsAfterAShutdown() {
    AtomicInteger runs = new AtomicInteger();
    ticks.shutdown();
    ticks.execute(runs::incrementAndGet);
    ticks.check();

    assertThat(ticks.getPoolSize()).isZero();
    assertThat(runs).hasValue(0);
  }

  @Test
  void ticksAreUpWhileEveryLoopMakesProgress() {
    ticks.beat("claim-lanes");
    assertThat(ticks.check().up()).isTrue();
  }
}
