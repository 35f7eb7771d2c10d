package io.pollhook.source;

import io.pollhook.element.ErrorMeaning;
import io.pollhook.http.RetryAfter;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Header;

/**
 * Reports a provider's errors from a source route: the bean {@code providerErrors}
 * (docs/routes.md). The poll acts on the error, and the poll record shows its message.
 */
public final class ProviderErrors {
  private final Clock clock;

  /** Compares the dates of providers with the given clock. */
  public ProviderErrors(Clock clock) {
    this.clock = clock;
  }

  /**
   * Reports an HTTP response that is not a success, by its status: 401 renews the access token, 429
   * and a 403 with {@code Retry-After} are rate limits, 408 and 5xx are temporary problems of the
   * provider; all others are refusals.
   *
   * @param retryAfter the header; null if there is none
   */
  public void check(
      @Header(Exchange.HTTP_RESPONSE_CODE) int status, @Header("Retry-After") String retryAfter) {
    if (status / 100 != 2) {
      fail(ErrorMeaning.ofStatus(status, retryAfter != null), status, "HTTP " + status, retryAfter);
    }
  }

  /**
   * Reports that there were too many calls.
   *
   * @param wait the wait in seconds, or an HTTP date (RFC 9110 §10.2.3); empty if the provider
   *     names none
   */
  public void rateLimited(String wait, String message) {
    fail(ErrorMeaning.RATE_LIMITED, 0, message, wait);
  }

  /** Reports that the access token is not accepted; it is renewed once. */
  public void unauthorized(String message) {
    fail(ErrorMeaning.UNAUTHORIZED, 0, message, null);
  }

  /** Reports that a person must connect the account again. */
  public void needsReauthentication(String message) {
    fail(ErrorMeaning.NEEDS_REAUTHENTICATION, 0, message, null);
  }

  /** Reports that the cursor or page token is no longer valid; it is renewed without a gap. */
  public void cursorRefused(String message) {
    fail(ErrorMeaning.CURSOR_REFUSED, 0, message, null);
  }

  /** Reports a problem that only a person can fix, such as a missing permission. */
  public void refused(String message) {
    fail(ErrorMeaning.REFUSED, 0, message, null);
  }

  /** Reports a problem of the provider; the poll is tried again later. */
  public void unavailable(String message) {
    fail(ErrorMeaning.UNAVAILABLE, 0, message, null);
  }

  private void fail(ErrorMeaning meaning, int status, String message, String retryAfter) {
    Duration wait =
        RetryAfter.parse(retryAfter, clock.instant())
            .filter(some -> !some.isNegative())
            .orElse(Duration.ZERO);
    throw new ProviderException(meaning, status, message, wait);
  }
}
