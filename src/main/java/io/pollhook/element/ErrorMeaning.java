package io.pollhook.element;

import com.fasterxml.jackson.annotation.JsonValue;

/** The meaning of a provider's error response for a poll. */
public enum ErrorMeaning {
  /** Too many calls: the poll is retried later. */
  RATE_LIMITED("rate-limited"),
  /** The access token is not accepted: it is renewed once. */
  UNAUTHORIZED("unauthorized"),
  /** A person must connect the account again. */
  NEEDS_REAUTHENTICATION("needs-reauthentication"),
  /** The cursor or page token is no longer valid: it is renewed without a gap. */
  CURSOR_REFUSED("cursor-refused"),
  /** Only a person can fix it: a missing scope, a disabled API, a deleted calendar. */
  REFUSED("refused"),
  /** No answer, a broken one, or a problem at the provider: the poll is retried later. */
  UNAVAILABLE("unavailable");

  private static final int UNAUTHORIZED_STATUS = 401;
  private static final int FORBIDDEN_STATUS = 403;
  private static final int TIMEOUT_STATUS = 408;
  private static final int TOO_MANY_REQUESTS_STATUS = 429;

  private final String text;

  ErrorMeaning(String text) {
    this.text = text;
  }

  /** The name in element files. */
  @JsonValue
  public String text() {
    return text;
  }

  /**
   * Returns the meaning of an HTTP status that is not a success (RFC 9110 §15, RFC 6585 §4). A
   * redirect that may not be followed counts as temporary, because providers redirect to
   * maintenance pages.
   *
   * @param saysWhen whether the response says when to try again, which makes a 403 a rate limit
   */
  public static ErrorMeaning ofStatus(int status, boolean saysWhen) {
    if (status == UNAUTHORIZED_STATUS) {
      return UNAUTHORIZED;
    }
    if (status == TOO_MANY_REQUESTS_STATUS || (status == FORBIDDEN_STATUS && saysWhen)) {
      return RATE_LIMITED;
    }
    return status == TIMEOUT_STATUS || status >= 500 || status < 400 ? UNAVAILABLE : REFUSED;
  }
}
