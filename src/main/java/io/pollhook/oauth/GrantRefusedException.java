package io.pollhook.oauth;

import java.util.Set;

/** The provider understood and said no (RFC 6749 §5.2). */
public final class GrantRefusedException extends OAuthException {
  /** These speak of the request and not of the grant (RFC 6749 §5.2). */
  private static final Set<String> ABOUT_THE_REQUEST =
      Set.of("invalid_request", "unsupported_grant_type", "invalid_scope", "redirect_uri_mismatch");

  private final String error;
  private final boolean decided;

  /**
   * A refusal.
   *
   * @param error the provider's code, or what it says in place of one
   * @param description what it says about it; may be empty
   * @param decided whether it is the provider that refused, and not something on the way
   */
  GrantRefusedException(String error, String description, boolean decided) {
    super(description.isEmpty() ? error : error + ": " + description);
    this.error = error;
    this.decided = decided;
  }

  /** The provider's code, such as {@code invalid_grant}. */
  public String error() {
    return error;
  }

  /** The provider's code and what it says about it. */
  public String providerMessage() {
    return getMessage();
  }

  /** Whether only a person can mend it, by granting access again. */
  boolean isPermanent() {
    return decided && !ABOUT_THE_REQUEST.contains(error);
  }
}
