package io.pollhook.poll;

import io.pollhook.oauth.AccessTokens;
import java.time.Duration;
import org.apache.camel.Message;

/** The access token of one poll or hub call. Confined to the thread that prepares its calls. */
final class TokenInUse {
  /** Much less than the minute before its expiry in which a token is refreshed. */
  private static final Duration READ_EVERY = Duration.ofSeconds(1);

  private final long instanceId;
  private final Age age = new Age();
  private String token;
  private boolean renewed;

  TokenInUse(long instanceId) {
    this.instanceId = instanceId;
  }

  /** Sets the token as a header; calls that follow each other fast share what was read once. */
  void authorize(Message message, AccessTokens tokens) {
    if (token == null || age.isOver(READ_EVERY)) {
      token = tokens.current(instanceId);
    }
    message.setHeader("Authorization", "Bearer " + token);
  }

  /** Replaces a token that the provider refused; returns false if that was done before. */
  boolean renew(AccessTokens tokens) {
    boolean first = !renewed;
    renewed = true;
    if (first) {
      token = tokens.renewed(instanceId, token);
    }
    return first;
  }
}
