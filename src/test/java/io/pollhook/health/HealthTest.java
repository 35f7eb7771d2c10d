package io.pollhook.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pollhook.health.HealthCheck.Result;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthTest {
  private final Health health = new Health();

  @AfterEach
  void close() {
    health.close();
  }

  @Test
  void programIsDownBeforeTheStart() {
    assertThat(health.report().up()).isFalse();
  }

  @Test
  void programIsDownUntilEachCheckHasReturnedOnce() {
    CountDownLatch end = new CountDownLatch(1);
    health.start(List.of(check("slow", () -> waitFor(end)), check("quick", Result::ok)));
    assertThat(health.report().up()).isFalse();

    end.countDown();
    await().until(() -> health.report().up());
  }

  @Test
  void programIsDownWhileOneCheckIsDown() {
    health.start(
        List.of(
            check("works", Result::ok),
            check("fails", () -> Result.down("no disk", Map.of("free", 0)))));
    await().until(() -> health.report().checks().get("works").up());

    assertThat(health.report().up()).isFalse();
    assertThat(health.report().checks().get("fails").details())
        .containsEntry("error", "no disk")
        .containsEntry("free", 0);
  }

  @Test
  void hangingCheckIsDownAndDelaysNoOther() {
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch never = new CountDownLatch(1);
    health.start(
        List.of(
            check("hangs", () -> runs.incrementAndGet() == 1 ? Result.ok() : waitFor(never)),
            check("works", Result::ok)));
    await().until(() -> health.report().up());

    await().until(() -> !health.report().up());
    assertThat(health.report().checks().get("hangs").details().get("error"))
        .asString()
        .startsWith("no answer for");
    assertThat(health.report().checks().get("works").up()).isTrue();
    never.countDown();
  }

  @Test
  void checkThatRunsOutOfMemoryRunsAgain() {
    AtomicInteger runs = new AtomicInteger();
    health.start(
        List.of(
            check(
                "memory",
                () -> {
                  if (runs.incrementAndGet() < 3) {
                    throw new OutOfMemoryError("as a test");
                  }
                  return Result.ok();
                })));
    await().until(() -> health.report().up());
  }

  private static Result waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Result.ok();
  }

  private static HealthCheck check(String name, Supplier<Result> result) {
    return new HealthCheck() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Result check() {
        return result.get();
      }
    };
  }
}
