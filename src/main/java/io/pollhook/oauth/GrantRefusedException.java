package io.pollhook.oauth;

import java.util.Set;

/** The provider understood and said no (RFC 6749 §5.2). */
public final class GrantRefusedException extends OAuthException {
  private static final Set<String> PERMANENT =
      Set.of(
          "invalid_grant",
          "invalid_client",
          "unauthorized_client",
          "deleted_client",
          "admin_policy_enforced");

  private final String error;

  GrantRefusedException(String error, String description) {
    super(description.isEmpty() ? error : error + ": " + description);
    this.error = error;
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
    return PERMANENT.contains(error);
  }
}
