package io.pollhook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.time.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When an object that cannot be fetched is given up. */
class ObjectTroublesTest {
  private final MutableClock clock = new MutableClock(Instant.EPOCH);
  private final ObjectTroubles troubles = new ObjectTroubles(clock);

  private boolean failedAfter(Duration pause) {
    clock.advance(pause);
    return troubles.failed(1, "order 7");
  }

  @Test
  void objectIsGivenUpAtTheThirdFailureInARow() {
    assertThat(failedAfter(Duration.ZERO)).isFalse();
    assertThat(failedAfter(Duration.ofMinutes(1))).isFalse();
    assertThat(failedAfter(Duration.ofMinutes(1))).isTrue();
  }

  @Test
  void failuresWithinAMinuteDoNotSuffice() {
    assertThat(failedAfter(Duration.ZERO)).isFalse();
    assertThat(failedAfter(Duration.ofSeconds(1))).isFalse();
    assertThat(failedAfter(Duration.ofSeconds(1))).isFalse();
  }

  @Test
  void successInBetweenStartsTheCountAgain() {
    assertThat(failedAfter(Duration.ZERO)).isFalse();
    assertThat(failedAfter(Duration.ofMinutes(1))).isFalse();
    troubles.fetched(1, "order 7");
    assertThat(failedAfter(Duration.ofMinutes(1))).isFalse();
  }
}
