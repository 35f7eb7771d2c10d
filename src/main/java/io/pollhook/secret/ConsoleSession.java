package io.pollhook.secret;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * A session in the console. All its data is in the signed token that the browser keeps.
 *
 * @param id a random id, which is stored once the session was signed out
 * @param signedInAt the time of the sign-in, in epoch milliseconds
 * @param seenAt the approximate time of last use, in epoch milliseconds
 */
public record ConsoleSession(String id, long signedInAt, long seenAt) {
  /** The longest lifetime of a session, even if it is in use. */
  public static final Duration LONGEST = Duration.ofHours(12);

  /** The lifetime without a request; a page in the foreground sends some. */
  public static final Duration IDLE = Duration.ofMinutes(30);

  private static final Duration BETWEEN_RENEWALS = Duration.ofMinutes(1);
  private static final String KIND = "session";

  /** Opens a new session. */
  public static ConsoleSession openedAt(long now) {
    return new ConsoleSession(UUID.randomUUID().toString(), now, now);
  }

  /** Reads a token that is signed and has not expired; it may have been signed out. */
  public static Optional<ConsoleSession> read(SignedTokens tokens, String token, long now) {
    return tokens
        .read(KIND, token)
        .map(
            fields ->
                new ConsoleSession(
                    fields.get(0), Long.parseLong(fields.get(1)), Long.parseLong(fields.get(2))))
        .filter(session -> now < session.endsAt() && now < session.seenAt() + IDLE.toMillis());
  }

  /** The token for the browser. */
  public String token(SignedTokens tokens) {
    return tokens.sign(KIND, id, String.valueOf(signedInAt), String.valueOf(seenAt));
  }

  /** The time at which the session ends even if it is in use, in epoch milliseconds. */
  public long endsAt() {
    return signedInAt + LONGEST.toMillis();
  }

  /** Returns the session with its use recorded; empty if its token is recent enough. */
  public Optional<ConsoleSession> usedAt(long now) {
    return now - seenAt < BETWEEN_RENEWALS.toMillis()
        ? Optional.empty()
        : Optional.of(new ConsoleSession(id, signedInAt, now));
  }
}
