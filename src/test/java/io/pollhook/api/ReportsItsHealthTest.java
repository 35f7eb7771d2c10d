package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pollhook.api.ApiFixture.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportsItsHealthTest extends ApiTest {
  private static final String LIVE = "//observe/health/live";
  private static final String READY = "//observe/health/ready";
  private static final String HEALTH = "//observe/health";
  private static final int CALLS = ApiModule.WORKERS + 16;

  private final ExecutorService callers = Executors.newCachedThreadPool();

  @AfterEach
  void stopCallers() {
    callers.shutdown();
  }

  @BeforeEach
  void ready() {
    await().until(() -> status(READY) == 200);
  }

  @Test
  void healthNeedsNoSecrets() {
    assertThat(status(LIVE)).isEqualTo(200);
    assertThat(status(READY)).isEqualTo(200);
    assertThat(status(HEALTH)).isEqualTo(200);
  }

  @Test
  void listsEachCheckWithItsDetails() {
    Answer answer = api.call("GET", HEALTH, null, null);
    assertThat(answer.json().path("status").asText()).isEqualTo("UP");
    assertThat(answer.json().at("/checks/database/status").asText()).isEqualTo("UP");
    assertThat(answer.json().at("/checks/database/details/kind").asText()).isEqualTo("sqlite");
    assertThat(answer.header("elements-request-id")).matches("[0-9a-f]{24}");
  }

  @Test
  void isNotReadyWhileNothingRuns() {
    api.health.close();

    assertThat(status(READY)).isEqualTo(503);
    assertThat(status(LIVE)).isEqualTo(200);
  }

  @Test
  void isNotReadyWhenTheDatabaseFails() {
    api.database.close();

    await().until(() -> status(READY) == 503);
    assertThat(status(HEALTH)).isEqualTo(503);
    assertThat(status(LIVE)).isEqualTo(200);
  }

  @Test
  void isNotReadyWhileTheDatabaseAcceptsNoWrites() {
    whileAWriteHangs(() -> await().until(() -> status(READY) == 503));

    await().until(() -> status(READY) == 200);
  }

  @Test
  void answersAtOnceWhileEveryWorkerWaitsForTheDatabase() {
    whileAWriteHangs(
        () -> {
          for (int i = 0; i < CALLS; i++) {
            callers.execute(this::created);
          }
          await().until(() -> api.grants.exchanged.size() >= ApiModule.WORKERS);
          assertThat(List.of(LIVE, READY, HEALTH)).allSatisfy(this::answersWithinASecond);
        });
  }

  private void answersWithinASecond(String path) {
    long asked = System.nanoTime();
    status(path);
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(1));
  }

  private void whileAWriteHangs(Runnable test) {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    callers.execute(
        () ->
            api.database.writing(
                handle -> {
                  begun.countDown();
                  awaitUninterruptibly(end);
                }));
    awaitUninterruptibly(begun);
    try {
      test.run();
    } finally {
      end.countDown();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    await().atMost(Duration.ofMinutes(1)).until(() -> latch.getCount() == 0);
  }

  private int status(String path) {
    return api.call("GET", path, null, null).status();
  }
}
