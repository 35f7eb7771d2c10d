package io.pollhook.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.hc.client5.http.utils.DateUtils;

/** The header {@code Retry-After} (RFC 9110 §10.2.3): seconds, or a date. */
public final class RetryAfter {
  private RetryAfter() {}

  /**
   * Returns the requested wait from now on; negative if its date has passed.
   *
   * @param value the header's value; null if there is none
   * @return empty if the header is absent or cannot be read
   */
  public static Optional<Duration> parse(String value, Instant now) {
    if (value == null) {
      return Optional.empty();
    }
    String text = value.strip();
    if (text.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    return Optional.ofNullable(DateUtils.parseStandardDate(text))
        .map(date -> Duration.between(now, date));
  }
}
