package io.pollhook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pollhook.google.ApiErrors;
import io.pollhook.google.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The log shows when problems begin, change and end, and nothing in between. */
class LogsTroubleOnceTest {
  private static final String HISTORY = "GET /gmail/*/history";
  @RegisterExtension static final SharedScene SCENE = new SharedScene();
  private final User user = SCENE.user();

  @Test
  void persistentFailureIsLoggedAtItsBeginningAndEnd() {
    Watched mail = user.watchMail();
    try (LogLines log = new LogLines("io.pollhook")) {
      String subject = "instance " + mail.id() + " (gmail), changed-messages: ";
      user.on(HISTORY).times(3).fail(Fault.answer(ApiErrors.htmlPage(503)));
      int before = user.requests(HISTORY);
      await().atMost(Duration.ofSeconds(30)).until(() -> user.requests(HISTORY) > before + 4);

      assertThat(log.lines()).hasSize(2).allMatch(line -> line.startsWith(subject));
      assertThat(log.lines().get(0))
          .contains("HTTP 503")
          .containsPattern("trying again (in [1-9]|within a second)");
      assertThat(log.lines().get(1)).contains("polling works again; it failed 3 times in ");
    }
  }

  @Test
  void revokedGrantIsLoggedOnceForAllResources() {
    Watched all =
        user.watch(
            "googlesuite", User.polling("mail", "/changed-messages", "group", "/changed-groups"));
    try (LogLines log = new LogLines("io.pollhook")) {
      SCENE.google().oauth().revoke(user.email());
      all.awaitState("mail", "NEEDS_REAUTH");
      all.awaitState("group", "NEEDS_REAUTH");

      assertThat(log.lines()).hasSize(1);
      assertThat(log.lines().get(0))
          .startsWith("instance " + all.id() + " (googlesuite): needs re-authentication: ");
    }
  }

  @Test
  void successfulPollIsNotLogged() {
    Watched mail = user.watchMail();
    try (LogLines log = new LogLines("io.pollhook")) {
      mail.expectNoMoreThan("changed-messages CREATED " + user.mail().receive("new"));

      assertThat(log.lines()).isEmpty();
    }
  }
}
