package io.pollhook.oauth;

import java.time.Duration;
import java.util.Optional;

/** Thrown if the provider gave no decision for now; a later attempt may succeed. */
public final class ProviderUnavailableException extends OAuthException {
  private final transient Duration retryAfter;

  ProviderUnavailableException(String message, Duration retryAfter, Throwable cause) {
    super(message, cause);
    this.retryAfter = retryAfter;
  }

  /** Returns how long the provider asks to wait; empty if it does not say. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
