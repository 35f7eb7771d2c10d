package io.pollhook.oauth;

import java.util.Set;

/** Thrown if the provider refused a request (RFC 6749 §5.2). */
public final class GrantRefusedException extends OAuthException {
  /** The error codes about the request rather than the grant (RFC 6749 §5.2). */
  private static final Set<String> ABOUT_THE_REQUEST =
      Set.of("invalid_request", "unsupported_grant_type", "invalid_scope", "redirect_uri_mismatch");

  private final String error;
  private final boolean decided;

  /**
   * Creates a refusal.
   *
   * @param error the provider's error code, or its text if it sent none
   * @param description the provider's description; may be empty
   * @param decided whether the provider itself refused, not something in between
   */
  GrantRefusedException(String error, String description, boolean decided) {
    super(description.isEmpty() ? error : error + ": " + description);
    this.error = error;
    this.decided = decided;
  }

  /** The provider's error code, such as {@code invalid_grant}. */
  public String error() {
    return error;
  }

  /** The provider's error code and description. */
  public String providerMessage() {
    return getMessage();
  }

  /** Returns whether only a person can fix it, by granting access again. */
  boolean isPermanent() {
    return decided && !ABOUT_THE_REQUEST.contains(error);
  }
}
