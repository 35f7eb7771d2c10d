package io.pollhook.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.pollhook.endtoend.LogLines;
import io.pollhook.oauth.TokenEndpoint.Answer;
import io.pollhook.store.Dialect;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LogsRevokedGrantsTest {
  @Test
  void grantThatACallFindsRevokedIsLoggedOnceWithItsInstance() {
    try (Account account = new Account(Dialect.SQLITE);
        LogLines log = new LogLines("io.pollhook.oauth")) {
      account.provider.answer(Answer.error(400, "invalid_grant"));
      account.grant("access", "refresh", Duration.ZERO);

      Throwable first = catchThrowable(() -> account.node().current(account.id));
      Throwable second = catchThrowable(() -> account.node().current(account.id));

      assertThat(log.lines()).hasSize(1);
      assertThat(log.lines().get(0))
          .startsWith("instance " + account.id + " (mail): needs re-authentication: invalid_grant");
      assertThat(first).isInstanceOf(NeedsReauthorizationException.class);
      assertThat(second).hasSameClassAs(first).hasMessage(first.getMessage());
    }
  }
}
