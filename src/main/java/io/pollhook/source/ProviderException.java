package io.pollhook.source;

import io.pollhook.element.ErrorMeaning;
import java.time.Duration;

/** A provider did not answer a page. The meaning decides what becomes of the feed. */
public final class ProviderException extends RuntimeException {
  private final ErrorMeaning meaning;
  private final Duration retryAfter;
  private final boolean timedOut;
  private final int status;

  /**
   * A refusal.
   *
   * @param retryAfter what the provider asks to wait; zero if it does not say
   */
  public ProviderException(ErrorMeaning meaning, String message, Duration retryAfter) {
    this(meaning, 0, message, retryAfter);
  }

  /**
   * A refusal with an HTTP status.
   *
   * @param retryAfter what the provider asks to wait; zero if it does not say
   */
  public ProviderException(ErrorMeaning meaning, int status, String message, Duration retryAfter) {
    super(message);
    this.status = status;
    this.meaning = meaning;
    this.retryAfter = retryAfter;
    this.timedOut = false;
  }

  /** No answer within the deadline, or another failure on the way. */
  public ProviderException(String message, boolean timedOut, Throwable cause) {
    super(message, cause);
    this.meaning = ErrorMeaning.UNAVAILABLE;
    this.retryAfter = Duration.ZERO;
    this.timedOut = timedOut;
    this.status = 0;
  }

  public ErrorMeaning meaning() {
    return meaning;
  }

  /** The HTTP status; 0 if the refusal was none, or is not known. */
  public int status() {
    return status;
  }

  /** What the provider asks to wait; zero if it does not say. */
  public Duration retryAfter() {
    return retryAfter;
  }

  /** Whether the call ran into its deadline. */
  public boolean timedOut() {
    return timedOut;
  }
}
