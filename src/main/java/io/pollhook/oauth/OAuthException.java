package io.pollhook.oauth;

/** Thrown if an OAuth call did not succeed. No message contains a code, a token or a secret. */
public abstract sealed class OAuthException extends RuntimeException
    permits GrantRefusedException, NeedsReauthorizationException, ProviderUnavailableException {

  OAuthException(String message) {
    super(message);
  }

  OAuthException(String message, Throwable cause) {
    super(message, cause);
  }
}
