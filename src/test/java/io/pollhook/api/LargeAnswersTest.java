package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LargeAnswersTest {
  @Test
  void callsWaitForThePermitOfOthers() {
    LargeAnswers answers = new LargeAnswers(1, "busy");
    AtomicInteger underWay = new AtomicInteger();

    List<CompletableFuture<Integer>> most =
        IntStream.range(0, 8)
            .mapToObj(
                call ->
                    CompletableFuture.supplyAsync(
                        () ->
                            answers.within(
                                () -> {
                                  int now = underWay.incrementAndGet();
                                  IntStream.range(0, 100_000).forEach(i -> underWay.get());
                                  underWay.decrementAndGet();
                                  return now;
                                })))
            .toList();

    assertThat(most).allSatisfy(call -> assertThat(call.join()).isEqualTo(1));
  }
}
