package io.pollhook.oauth;

import java.time.Duration;
import java.time.Instant;
import org.apache.hc.client5.http.utils.DateUtils;

/** The header Retry-After: seconds or a date (RFC 9110 §10.2.3). */
final class RetryAfter {
  private RetryAfter() {}

  /** Null where there is none that can be read. */
  static Duration parse(String value, Instant now) {
    if (value == null) {
      return null;
    }
    if (value.strip().matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(value.strip()));
    }
    Instant date = DateUtils.parseStandardDate(value);
    return date == null || date.isBefore(now) ? null : Duration.between(now, date);
  }
}
