package io.pollhook.source;

import io.pollhook.element.ErrorMeaning;
import java.time.Duration;

/** A provider did not answer a page. The meaning decides what becomes of the feed. */
public final class ProviderException extends RuntimeException {
  private final ErrorMeaning meaning;
  private final Duration retryAfter;
  private final boolean timedOut;

  /**
   * A refusal.
   *
   * @param retryAfter what the provider asks to wait; zero where it does not say
   */
  public ProviderException(ErrorMeaning meaning, String message, Duration retryAfter) {
    super(message);
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
  }

  public ErrorMeaning meaning() {
    return meaning;
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
