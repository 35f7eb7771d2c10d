package io.pollhook.oauth;

/** Thrown if an account cannot be used until a person grants access again; the message says why. */
public final class NeedsReauthorizationException extends OAuthException {
  private final boolean logged;

  /** A reason that is not logged yet. */
  NeedsReauthorizationException(String reason) {
    this(reason, false);
  }

  private NeedsReauthorizationException(String reason, boolean logged) {
    super(reason);
    this.logged = logged;
  }

  /** The provider has revoked the grant, which was logged when it was found. */
  static NeedsReauthorizationException revoked(String reason) {
    return new NeedsReauthorizationException(reason, true);
  }

  /** Returns whether the reason is in the log already, once for the whole instance. */
  public boolean isLogged() {
    return logged;
  }
}
