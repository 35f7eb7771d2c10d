package io.pollhook.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pollhook.oauth.TokenEndpoint.Answer;
import io.pollhook.store.Dialect;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests one node with one account; the races are in {@link RefreshRaceTest}. */
class AccessTokensTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private Account account;
  private AccessTokens tokens;

  private void open(Dialect dialect) {
    account = new Account(dialect);
    tokens = account.node();
    account.provider.answer(Answer.token("access-2", null, 3600));
  }

  @AfterEach
  void close() {
    account.close();
  }

  @ParameterizedTest
  @EnumSource
  void tokenIsUsedUntilAMinuteBeforeItsExpiry(Dialect dialect) {
    open(dialect);
    account.grant("access-1", "refresh-1", HOUR);
    account.advance(HOUR.minusSeconds(61));
    assertThat(tokens.current(account.id)).isEqualTo("access-1");
    account.advance(Duration.ofSeconds(1));
    assertThat(tokens.current(account.id)).isEqualTo("access-2");
    assertThat(tokens.current(account.id)).isEqualTo("access-2");
    assertThat(account.provider.forms()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void refreshedGrantKeepsTheRefreshTokenUnlessThereIsANewOne(Dialect dialect) {
    open(dialect);
    account.grant("access-1", "refresh-1", Duration.ZERO);
    tokens.current(account.id);
    assertThat(account.stored().grant().refreshToken()).isEqualTo("refresh-1");
    account.provider.answer(Answer.token("access-3", "refresh-3", 3600));
    account.advance(HOUR);
    tokens.current(account.id);
    assertThat(account.stored().grant())
        .isEqualTo(
            new Grant("access-3", "refresh-3", account.clock.instant().plus(HOUR), "mail.read"));
  }

  @ParameterizedTest
  @EnumSource
  void refusedTokenIsRenewedOnce(Dialect dialect) {
    open(dialect);
    account.grant("access-1", "refresh-1", HOUR);
    assertThat(tokens.renewed(account.id, "access-1")).isEqualTo("access-2");
    assertThat(tokens.renewed(account.id, "access-1")).isEqualTo("access-2");
    assertThat(account.provider.forms()).hasSize(1);
  }

  @Test
  void validTokenIsUsedWhileTheProviderIsDown() {
    open(Dialect.SQLITE);
    account.grant("access-1", "refresh-1", Duration.ofSeconds(30));
    account.provider.answer(Answer.of(503, ""));
    assertThat(tokens.current(account.id)).isEqualTo("access-1");
    account.advance(Duration.ofSeconds(30));
    assertThatThrownBy(() -> tokens.current(account.id))
        .isInstanceOf(ProviderUnavailableException.class);
  }

  @Test
  void tokenThatLivesLessThanAMinuteIsStillUsed() {
    open(Dialect.SQLITE);
    account.grant("access-1", "refresh-1", Duration.ZERO);
    account.provider.answer(Answer.token("access-2", null, 5));
    assertThat(tokens.current(account.id)).isEqualTo("access-2");
  }

  @Test
  void tokenWithoutARefreshTokenIsUsedUntilItExpires() {
    open(Dialect.SQLITE);
    account.grant("access-1", null, HOUR);
    account.advance(HOUR.minusMillis(1));
    assertThat(tokens.current(account.id)).isEqualTo("access-1");
    account.advance(Duration.ofMillis(1));
    assertThatThrownBy(() -> tokens.current(account.id))
        .isInstanceOf(NeedsReauthorizationException.class)
        .hasMessageContaining("no refresh token");
    assertThat(account.provider.forms()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_grant",
    "401, invalid_client",
    "400, unauthorized_client",
    "400, deleted_client",
    "400, admin_policy_enforced"
  })
  void permanentRefusalLastsUntilAPersonGrantsAccessAgain(int status, String error) {
    open(Dialect.SQLITE);
    account.grant("access-1", "refresh-1", Duration.ZERO);
    account.provider.answer(Answer.error(status, error));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> tokens.current(account.id))
          .isInstanceOf(NeedsReauthorizationException.class)
          .hasMessage(error + ": Bad Request");
    }
    assertThat(account.provider.forms()).hasSize(1);
    assertThat(account.stored().revoked()).isEqualTo(error + ": Bad Request");
    account.grant("access-9", "refresh-9", HOUR);
    assertThat(tokens.current(account.id)).isEqualTo("access-9");
  }

  @ParameterizedTest
  @EnumSource
  void revokedGrantIsTriedAgainOnceReinstated(Dialect dialect) {
    open(dialect);
    account.grant("access-1", "refresh-1", Duration.ZERO);
    account.provider.answer(Answer.error(401, "invalid_client"));
    assertThatThrownBy(() -> tokens.current(account.id))
        .isInstanceOf(NeedsReauthorizationException.class);
    account.provider.answer(Answer.token("access-2", null, 3600));
    account.database.writing(handle -> account.grants.reinstate(handle, account.id));
    assertThat(tokens.current(account.id)).isEqualTo("access-2");
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_request",
    "400, unsupported_grant_type",
    "400, invalid_scope",
    "400, redirect_uri_mismatch",
    "500, invalid_grant",
    "503, ''",
  })
  void anyOtherFailureIsRetried(int status, String error) {
    open(Dialect.SQLITE);
    account.grant("access-1", "refresh-1", Duration.ZERO);
    account.provider.answer(Answer.error(status, error));
    assertThatThrownBy(() -> tokens.current(account.id))
        .isInstanceOf(ProviderUnavailableException.class);
    assertThat(account.stored().revoked()).isNull();
    account.provider.answer(Answer.token("access-2", null, 3600));
    assertThat(tokens.current(account.id)).isEqualTo("access-2");
  }

  @Test
  void providersRetryAfterIsPassedOn() {
    open(Dialect.SQLITE);
    account.grant("access-1", "refresh-1", Duration.ZERO);
    account.provider.answer(new Answer(429, "", Map.of("Retry-After", "90")));
    assertThat(
            catchThrowableOfType(
                    ProviderUnavailableException.class, () -> tokens.current(account.id))
                .retryAfter())
        .contains(Duration.ofSeconds(90));
  }

  @Test
  void accountWithoutAGrantNeedsAuthorization() {
    open(Dialect.SQLITE);
    assertThatThrownBy(() -> tokens.current(account.id))
        .isInstanceOf(NeedsReauthorizationException.class)
        .hasMessage("no access was granted");
  }
}
