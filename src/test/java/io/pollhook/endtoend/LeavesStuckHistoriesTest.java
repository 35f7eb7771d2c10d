package io.pollhook.endtoend;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.google.ActiveFault;
import io.pollhook.google.ApiErrors;
import io.pollhook.google.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A history that cannot be read any more is given up after ten polls, and the gap is shown. */
class LeavesStuckHistoriesTest {
  @RegisterExtension static final SharedScene SCENE = new SharedScene();
  private User user;
  private Watched mail;

  @BeforeEach
  void watchMail() {
    SCENE.google().clearFaults();
    user = SCENE.user();
    mail = user.watchMail();
  }

  /** Polls on demand, because ten failed polls take ten minutes. */
  private void pollUntilHit(ActiveFault fault, int times) {
    await()
        .atMost(ofSeconds(60))
        .until(
            () -> {
              mail.poll();
              return fault.hits() >= times;
            });
  }

  /** A poll that is under way, and about to fail, may take the place of the requested one. */
  private void pollUntilReported(String change) {
    await()
        .atMost(ofSeconds(60))
        .until(
            () -> {
              mail.poll();
              return mail.reported().contains(change);
            });
  }

  @Test
  void historyThatFailsForeverIsGivenUpWithAGap() {
    ActiveFault broken =
        user.on("GET /gmail/*/history").times(10).fail(Fault.answer(ApiErrors.backendError(500)));
    String received = user.mail().receive("received meanwhile");
    pollUntilHit(broken, 10);
    mail.expect("changed-messages CREATED " + received);
    JsonNode record = mail.awaitState("changed-messages", "OK");
    assertThat(record.path("gaps")).hasSize(1);
    assertThat(record.at("/gap/why").asText()).contains("cannot be read");
    assertThat(user.requests("GET /gmail/*/profile")).isEqualTo(2);
  }

  @Test
  void historyStaysWhileGmailFailsEverywhere() {
    String known = user.mail().receive("known");
    mail.expect("changed-messages CREATED " + known);
    ActiveFault broken =
        user.on("GET /gmail/*/history").fail(Fault.answer(ApiErrors.backendError(503)));
    user.on("GET /gmail/*/profile").fail(Fault.answer(ApiErrors.backendError(503)));
    user.mail().label(known, "STARRED");
    pollUntilHit(broken, 12);
    SCENE.google().clearFaults();
    pollUntilReported("changed-messages UPDATED " + known);
    mail.expect("changed-messages CREATED " + known, "changed-messages UPDATED " + known);
    assertThat(mail.awaitState("changed-messages", "OK").path("gaps")).isEmpty();
  }
}
