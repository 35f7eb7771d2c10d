package io.pollhook.oauth;

import java.time.Instant;

/**
 * What a provider granted (RFC 6749 §5.1).
 *
 * @param accessToken opens the provider's API
 * @param refreshToken gets the next access token; null where the provider gave none
 * @param expiresAt when the access token ends, by the database's clock; {@link #NEVER} where
 *     nothing ends it
 * @param scope what was granted, space-separated; empty where the provider did not tell
 */
public record Grant(String accessToken, String refreshToken, Instant expiresAt, String scope) {
  /** The end of an access token that has none. */
  public static final Instant NEVER = Instant.ofEpochMilli(Long.MAX_VALUE);

  /** Tells no token. */
  @Override
  public String toString() {
    return "Grant[expiresAt=" + expiresAt + ", scope=" + scope + "]";
  }
}
