package io.pollhook.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pollhook.trace.Tracing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Responses that take 100 KB as trees, with memory for two and a half of them. */
@Timeout(20)
class AnswerMemoryTest {
  private static final int FREE = 10_000;
  private static final int LARGE = 25_000;
  private static final int SMALL = 2_000;

  private final AnswerMemory memory = new AnswerMemory(250_000, FREE, Duration.ofMillis(100));
  private final OutboundHttp http =
      new OutboundHttp(
          Limits.within(Duration.ofSeconds(10)),
          memory,
          Egress.DIRECT,
          CallMeter.NONE,
          Tracing.NONE);

  @AfterEach
  void close() {
    http.close();
  }

  @Test
  void responseIsHeldUntilItsPollGivesItBack() throws Exception {
    memory.begin();
    read(LARGE);
    read(LARGE);

    assertThatThrownBy(() -> elsewhere(() -> read(LARGE)))
        .hasRootCauseInstanceOf(AnswerMemoryTakenException.class);

    memory.giveBack();
    elsewhere(() -> read(LARGE));
  }

  @Test
  void endOfAPollGivesAllMemoryBack() throws Exception {
    memory.begin();
    read(LARGE);
    read(LARGE);
    memory.end();

    elsewhere(() -> read(LARGE));
  }

  @Test
  void callWithoutAPollGivesItsMemoryBackAtItsEnd() throws Exception {
    for (int i = 0; i < 5; i++) {
      read(LARGE);
    }
  }

  @Test
  void helpersReadsCountTowardTheirPoll() throws Exception {
    memory.begin();
    Runnable helping =
        memory.carriedBy(() -> assertThatCode(() -> read(LARGE)).doesNotThrowAnyException());
    elsewhere(helping::run);
    read(LARGE);

    assertThatThrownBy(() -> elsewhere(() -> read(LARGE)))
        .hasRootCauseInstanceOf(AnswerMemoryTakenException.class);
  }

  @Test
  void smallResponsesNeverWaitForLargeOnes() throws Exception {
    memory.begin();
    read(LARGE);
    read(LARGE);

    for (int i = 0; i < 100; i++) {
      elsewhere(() -> read(SMALL));
    }
  }

  @Test
  void responseWaitsForOthersToGiveMemoryBack() throws Exception {
    AnswerMemory patient = new AnswerMemory(250_000, FREE, Duration.ofSeconds(10));
    try (OutboundHttp waiting =
        new OutboundHttp(
            Limits.within(Duration.ofSeconds(15)),
            patient,
            Egress.DIRECT,
            CallMeter.NONE,
            Tracing.NONE)) {
      patient.begin();
      read(waiting, LARGE);
      read(waiting, LARGE);
      CompletableFuture<Void> third =
          CompletableFuture.runAsync(
              () -> assertThatCode(() -> read(waiting, LARGE)).doesNotThrowAnyException());
      patient.end();

      third.get();
    }
  }

  @Test
  void messageAboutATooLargeResponseNamesTheHeap() {
    assertThatThrownBy(() -> read(4 * LARGE))
        .isInstanceOf(ResponseTooLargeException.class)
        .hasMessageContaining("a larger heap (-Xmx)");
  }

  /** {@code [],} takes forty times its length, other bytes take four times theirs. */
  @Test
  void sizeOfTheTreeCounts() {
    String nothings = "[],".repeat(3_000);

    assertThatThrownBy(() -> read(http, nothings)).isInstanceOf(ResponseTooLargeException.class);
  }

  private interface Reading {
    void run() throws IOException;
  }

  /** Reads on a thread without a poll. */
  private static void elsewhere(Reading reading) throws InterruptedException, ExecutionException {
    CompletableFuture.runAsync(
            () -> {
              try {
                reading.run();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .get();
  }

  private void read(int length) throws IOException {
    read(http, length);
  }

  private static void read(OutboundHttp client, int length) throws IOException {
    read(client, "x".repeat(length));
  }

  private static void read(OutboundHttp client, String body) throws IOException {
    String answer =
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(body.length(), body);
    try (RawServer server =
        new RawServer(out -> out.write(answer.getBytes(StandardCharsets.US_ASCII)))) {
      client
          .client()
          .execute(
              new HttpGet(server.url()),
              response -> {
                try (InputStream in = response.getEntity().getContent()) {
                  return in.readAllBytes().length;
                }
              });
    }
  }
}
