package io.pollhook.secret;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A token that signs a person in to the console once.
 *
 * @param id a random id, which is stored once the link was used
 * @param endsAt the time at which it expires, in epoch milliseconds
 */
public record OneTimeLink(String id, long endsAt) {
  /** Long enough to change windows, too short to be found later. */
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  private static final String KIND = "link";

  /** Issues a new link. */
  public static OneTimeLink issuedAt(Instant now) {
    return new OneTimeLink(UUID.randomUUID().toString(), now.plus(LIFETIME).toEpochMilli());
  }

  /** Reads a token that is signed and has not expired; it may have been used. */
  public static Optional<OneTimeLink> read(SignedTokens tokens, String token, long now) {
    return tokens
        .read(KIND, token)
        .map(fields -> new OneTimeLink(fields.get(0), Long.parseLong(fields.get(1))))
        .filter(link -> now < link.endsAt());
  }

  /**
   * Returns the URL of the page that signs in with it. The token is in the fragment, which browsers
   * never send, so that it appears in no access log.
   *
   * @param server the server's URL, such as {@code http://127.0.0.1:8080}
   */
  public String url(SignedTokens tokens, String server) {
    return server + "/#link=" + tokens.sign(KIND, id, String.valueOf(endsAt));
  }
}
