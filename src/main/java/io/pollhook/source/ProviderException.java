package io.pollhook.source;

import io.pollhook.element.ErrorMeaning;
import java.time.Duration;

/** Thrown when a provider did not return a page. The meaning decides the next state of the feed. */
public final class ProviderException extends RuntimeException {
  private final ErrorMeaning meaning;
  private final Duration retryAfter;
  private final int status;

  /**
   * Creates a refusal.
   *
   * @param retryAfter the wait that the provider asks for; zero if it names none
   */
  public ProviderException(ErrorMeaning meaning, String message, Duration retryAfter) {
    this(meaning, 0, message, retryAfter);
  }

  /**
   * Creates a refusal with an HTTP status.
   *
   * @param retryAfter the wait that the provider asks for; zero if it names none
   */
  public ProviderException(ErrorMeaning meaning, int status, String message, Duration retryAfter) {
    super(message);
    this.status = status;
    this.meaning = meaning;
    this.retryAfter = retryAfter;
  }

  public ErrorMeaning meaning() {
    return meaning;
  }

  /** The HTTP status; 0 if there was none or it is not known. */
  public int status() {
    return status;
  }

  /** The wait that the provider asks for; zero if it names none. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
