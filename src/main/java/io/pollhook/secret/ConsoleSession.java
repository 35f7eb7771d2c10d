package io.pollhook.secret;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * A person's session in the console: all of it is in the signed token that the browser keeps.
 *
 * @param id random; what is remembered once it was signed out
 * @param signedInAt in epoch milliseconds
 * @param seenAt when it was last used, about, in epoch milliseconds
 */
public record ConsoleSession(String id, long signedInAt, long seenAt) {
  /** However busy it is. */
  public static final Duration LONGEST = Duration.ofHours(12);

  /** Without a request; a page that is in front makes some. */
  public static final Duration IDLE = Duration.ofMinutes(30);

  private static final Duration BETWEEN_RENEWALS = Duration.ofMinutes(1);
  private static final String KIND = "session";

  /** A new one. */
  public static ConsoleSession openedAt(long now) {
    return new ConsoleSession(UUID.randomUUID().toString(), now, now);
  }

  /** One that was signed and has not ended by itself; it may have been signed out. */
  public static Optional<ConsoleSession> read(SignedTokens tokens, String token, long now) {
    return tokens
        .read(KIND, token)
        .map(
            fields ->
                new ConsoleSession(
                    fields.get(0), Long.parseLong(fields.get(1)), Long.parseLong(fields.get(2))))
        .filter(session -> now < session.endsAt() && now < session.seenAt() + IDLE.toMillis());
  }

  /** What the browser keeps. */
  public String token(SignedTokens tokens) {
    return tokens.sign(KIND, id, String.valueOf(signedInAt), String.valueOf(seenAt));
  }

  /** When it ends even if it is used, in epoch milliseconds. */
  public long endsAt() {
    return signedInAt + LONGEST.toMillis();
  }

  /** The same, used now; empty if its token is recent enough. */
  public Optional<ConsoleSession> usedAt(long now) {
    return now - seenAt < BETWEEN_RENEWALS.toMillis()
        ? Optional.empty()
        : Optional.of(new ConsoleSession(id, signedInAt, now));
  }
}
