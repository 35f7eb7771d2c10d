package io.pollhook.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Console tokens expire, and become invalid with the secrets that signed them. */
class ConsoleSessionTest {
  private static final long NOW = Instant.parse("2026-11-21T21:51:12Z").toEpochMilli();
  private static final String USER = "a user secret of some length";
  private static final String NEW_USER = "another secret of some length";
  private static final String ORGANIZATION = "an organization secret of some length";

  private final SignedTokens tokens = tokens("key", USER);
  private final ConsoleSession session = ConsoleSession.openedAt(NOW);

  private static SignedTokens tokens(String key, String... users) {
    return new SignedTokens(new AccountSecrets(List.of(users), List.of(ORGANIZATION), key));
  }

  private static long later(Duration by) {
    return NOW + by.toMillis();
  }

  @Test
  void anotherNodeOfTheSameAccountAcceptsIt() {
    assertThat(ConsoleSession.read(tokens("key", USER), session.token(tokens), NOW))
        .contains(session);
  }

  @Test
  void tokenIsAcceptedWhileItsSecretIsRotated() {
    assertThat(ConsoleSession.read(tokens("key", NEW_USER, USER), session.token(tokens), NOW))
        .contains(session);
  }

  @Test
  void tokenEndsWithItsSecretAndItsKey() {
    String token = session.token(tokens);

    assertThat(ConsoleSession.read(tokens("key", NEW_USER), token, NOW)).isEmpty();
    assertThat(ConsoleSession.read(tokens("other key", USER), token, NOW)).isEmpty();
  }

  @Test
  void sessionEndsAfterHalfAnHourWithoutUse() {
    String token = session.token(tokens);

    assertThat(ConsoleSession.read(tokens, token, later(Duration.ofMinutes(29)))).isPresent();
    assertThat(ConsoleSession.read(tokens, token, later(Duration.ofMinutes(30)))).isEmpty();
  }

  @Test
  void sessionInUseLastsAtMostTwelveHours() {
    long almost = later(Duration.ofHours(12).minusSeconds(1));
    String used = session.usedAt(almost).orElseThrow().token(tokens);

    assertThat(ConsoleSession.read(tokens, used, almost)).isPresent();
    assertThat(ConsoleSession.read(tokens, used, later(Duration.ofHours(12)))).isEmpty();
  }

  @Test
  void useWithinAMinuteNeedsNoNewToken() {
    assertThat(session.usedAt(later(Duration.ofSeconds(59)))).isEmpty();
    assertThat(session.usedAt(later(Duration.ofSeconds(60)))).isPresent();
  }

  @Test
  void unsignedTokenIsRefused() {
    String token = session.token(tokens);
    String link = OneTimeLink.issuedAt(Instant.ofEpochMilli(NOW)).url(tokens, "").substring(7);

    assertThat(List.of("", ".", "x.y", "ü.ü", token + "A", "A" + token, link, "x".repeat(10_000)))
        .allSatisfy(other -> assertThat(ConsoleSession.read(tokens, other, NOW)).isEmpty());
  }

  @Test
  void linksEndAfterTenMinutes() {
    OneTimeLink link = OneTimeLink.issuedAt(Instant.ofEpochMilli(NOW));
    String url = link.url(tokens, "http://127.0.0.1:8080");
    String token = url.substring("http://127.0.0.1:8080/#link=".length());

    assertThat(OneTimeLink.read(tokens, token, NOW)).contains(link);
    assertThat(OneTimeLink.read(tokens, token, later(Duration.ofMinutes(10)))).isEmpty();
  }
}
