package io.pollhook.source;

import java.time.Duration;

/** A provider did not answer a page. The kind decides what becomes of the feed. */
public final class ProviderException extends RuntimeException {
  /** What a refusal means. */
  public enum Kind {
    /** The access token is not taken: it is renewed once. */
    UNAUTHORIZED,
    /** The account must be authenticated again by a person. */
    NEEDS_REAUTHENTICATION,
    /** The cursor or page token is not known any more: it is renewed without a gap. */
    CURSOR_REFUSED,
    /** Too many calls: later. */
    RATE_LIMITED,
    /** No answer, a broken one, or the provider's own trouble: later. */
    UNAVAILABLE,
    /**
     * Not without a person's help: a missing scope, an API that is off, a calendar that is gone.
     */
    REFUSED
  }

  private final Kind kind;
  private final Duration retryAfter;
  private final boolean timedOut;

  /**
   * A refusal.
   *
   * @param retryAfter what the provider asks to wait; zero where it does not say
   */
  public ProviderException(Kind kind, String message, Duration retryAfter) {
    super(message);
    this.kind = kind;
    this.retryAfter = retryAfter;
    this.timedOut = false;
  }

  /** No answer within the deadline, or another failure on the way. */
  public ProviderException(String message, boolean timedOut, Throwable cause) {
    super(message, cause);
    this.kind = Kind.UNAVAILABLE;
    this.retryAfter = Duration.ZERO;
    this.timedOut = timedOut;
  }

  public Kind kind() {
    return kind;
  }

  /** What the provider asks to wait; zero where it does not say. */
  public Duration retryAfter() {
    return retryAfter;
  }

  /** Whether the call ran into its deadline. */
  public boolean timedOut() {
    return timedOut;
  }
}
