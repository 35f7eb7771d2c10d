package io.pollhook.oauth;

/** Thrown if an account cannot be used until a person grants access again; the message says why. */
public final class NeedsReauthorizationException extends OAuthException {
  NeedsReauthorizationException(String reason) {
    super(reason);
  }
}
