package io.pollhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "120 | 120",
        "' 0 ' | 0",
        "Sat, 21 Nov 2026 12:02:00 GMT | 120",
        "Saturday, 21-Nov-26 12:02:00 GMT | 120",
        "Sat, 21 Nov 2026 11:00:00 GMT | -3600",
      })
  void valueIsSecondsOrADate(String value, long seconds) {
    assertThat(RetryAfter.parse(value, NOW)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5", "soon", "99999999999999999999"})
  void unreadableValueIsIgnored(String value) {
    assertThat(RetryAfter.parse(value, NOW)).isEmpty();
  }

  @Test
  void headerMayBeAbsent() {
    assertThat(RetryAfter.parse(null, NOW)).isEmpty();
  }
}
