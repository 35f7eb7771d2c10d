package io.pollhook.oauth;

import java.time.Duration;
import java.util.Optional;

/** The provider gave no answer that decides anything; later it may. */
public final class ProviderUnavailableException extends OAuthException {
  private final transient Duration retryAfter;

  ProviderUnavailableException(String message, Duration retryAfter, Throwable cause) {
    super(message, cause);
    this.retryAfter = retryAfter;
  }

  /** How long the provider asks to wait; empty if it does not say. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
