package io.pollhook.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleErrorsTest {
  private final GoogleErrors errors =
      new GoogleErrors(Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "120 | | 120",
        "Sun, 01 Mar 2026 10:01:00 GMT | | 60",
        "Sun, 01 Mar 2026 09:00:00 GMT | | 0",
        "soon | | 0",
        "| User-rate limit exceeded.  Retry after 2026-03-01T10:00:30.000Z | 30",
        "7 | User-rate limit exceeded.  Retry after 2026-03-01T10:00:30.000Z | 7",
        "| User-rate limit exceeded.  Retry after 2026-03-01T09:00:00.000Z | 0",
        "| User-rate limit exceeded.  Retry after some-Z | 0",
        "| | 0"
      })
  void waitComesFromHeaderOrMessage(String header, String message, long seconds) {
    String body = "{\"error\":{\"message\":\"%s\"}}".formatted(message);
    assertThat(errors.exception(429, header, body).retryAfter()).hasSeconds(seconds);
  }
}
