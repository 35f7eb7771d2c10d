package io.pollhook.secret;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A token that signs a person in to the console once.
 *
 * @param id random; what is remembered once it was used
 * @param endsAt when it can no longer be used, in epoch milliseconds
 */
public record OneTimeLink(String id, long endsAt) {
  /** Long enough to change windows, too short to be found later. */
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  private static final String KIND = "link";

  /** A new one. */
  public static OneTimeLink issuedAt(Instant now) {
    return new OneTimeLink(UUID.randomUUID().toString(), now.plus(LIFETIME).toEpochMilli());
  }

  /** One that was signed and has not ended by itself; it may have been used. */
  public static Optional<OneTimeLink> read(SignedTokens tokens, String token, long now) {
    return tokens
        .read(KIND, token)
        .map(fields -> new OneTimeLink(fields.get(0), Long.parseLong(fields.get(1))))
        .filter(link -> now < link.endsAt());
  }

  /**
   * The page that signs in with it. The token is in the fragment, which browsers send to no server,
   * so that no access log has it.
   *
   * @param server such as {@code http://127.0.0.1:8080}
   */
  public String url(SignedTokens tokens, String server) {
    return server + "/#link=" + tokens.sign(KIND, id, String.valueOf(endsAt));
  }
}
