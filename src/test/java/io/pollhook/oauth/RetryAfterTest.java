package io.pollhook.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void secondsAndDatesAreRead() {
    assertThat(RetryAfter.parse("120", NOW)).isEqualTo(Duration.ofMinutes(2));
    assertThat(RetryAfter.parse("Sun, 01 Mar 2026 10:01:00 GMT", NOW))
        .isEqualTo(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "soon", "-5", "Sun, 01 Mar 2026 09:00:00 GMT"})
  void anythingElseIsNone(String value) {
    assertThat(RetryAfter.parse(value, NOW)).isNull();
  }
}
