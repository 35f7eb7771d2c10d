package io.pollhook.oauth;

/** An OAuth call did not give what was asked for. No message holds a code, a token or a secret. */
public abstract sealed class OAuthException extends RuntimeException
    permits GrantRefusedException, NeedsReauthorizationException, ProviderUnavailableException {

  OAuthException(String message) {
    super(message);
  }

  OAuthException(String message, Throwable cause) {
    super(message, cause);
  }
}
