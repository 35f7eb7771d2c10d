package io.pollhook.oauth;

import java.time.Instant;

/**
 * A grant by a provider (RFC 6749 §5.1).
 *
 * @param accessToken authorizes calls to the provider's API
 * @param refreshToken obtains the next access token; null if the provider issued none
 * @param expiresAt when the access token expires, by the database's clock; {@link #NEVER} if it
 *     does not
 * @param scope the granted scope, space-separated; empty if the provider did not name it
 */
public record Grant(String accessToken, String refreshToken, Instant expiresAt, String scope) {
  /** The expiry of an access token that does not expire. */
  public static final Instant NEVER = Instant.ofEpochMilli(Long.MAX_VALUE);

  /** Shows no token. */
  @Override
  public String toString() {
    return "Grant[expiresAt=" + expiresAt + ", scope=" + scope + "]";
  }
}
