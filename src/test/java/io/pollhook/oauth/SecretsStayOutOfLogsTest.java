package io.pollhook.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.pollhook.log.LogEvents;
import io.pollhook.oauth.TokenEndpoint.Answer;
import io.pollhook.store.Dialect;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SecretsStayOutOfLogsTest {
  @RegisterExtension final LogEvents logged = new LogEvents("io.pollhook", Level.TRACE);

  @Test
  void logsAndExceptionsNeverContainATokenWhateverTheProviderSends() {
    try (Account account = new Account(Dialect.SQLITE)) {
      List<Answer> answers =
          List.of(
              Answer.error(400, "invalid_scope"),
              Answer.of(400, "{\"error\":\"server_error\",\"error_description\":\"hush-refresh\"}"),
              Answer.of(200, "{\"access_token\":[\"hush-new\"]}"),
              Answer.of(200, "{\"access_token\":\"hush-new\","),
              Answer.of(
                  400,
                  "{\"error\":\"invalid_grant\",\"error_description\":\"hush-refresh is dead\"}"));
      account.grant("hush-access", "hush-refresh", Duration.ZERO);
      StringWriter thrown = new StringWriter();
      for (Answer answer : answers) {
        account.provider.answer(answer);
        Throwable failure = catchThrowable(() -> account.node().current(account.id));
        failure.printStackTrace(new PrintWriter(thrown, true));
      }
      assertThat(thrown.toString()).contains("******** is dead").doesNotContain("hush");
      assertThat(account.stored().revoked()).isEqualTo("invalid_grant: ******** is dead");
    }
    assertThat(
            logged.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .collect(Collectors.joining("\n")))
        .contains("needs re-authentication")
        .doesNotContain("hush");
  }
}
