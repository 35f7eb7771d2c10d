package io.pollhook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.callback.Callback;
import io.pollhook.callback.CallbackReceiver;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A revoked grant is reported once, however many resources depend on it. */
class NotifiesOperatorsTest {
  private final CallbackReceiver operations = new CallbackReceiver();
  private final Scene scene = new Scene("pollhook.operations.url", operations.url().toString());

  @AfterEach
  void close() {
    scene.close();
    operations.close();
  }

  @Test
  void revokedAndRenewedGrantAreReportedOnceEach() {
    User user = scene.user();
    Watched all =
        user.watch(
            "googlesuite", User.polling("mail", "/changed-messages", "group", "/changed-groups"));
    scene.google().oauth().revoke(user.email());
    all.awaitState("mail", "NEEDS_REAUTH");
    all.awaitState("group", "NEEDS_REAUTH");
    awaitNotices(1);

    all.authenticateAgain();
    awaitNotices(2);

    assertThat(types()).containsExactly("grant.revoked", "grant.renewed");
    JsonNode revoked = operations.callbacks().get(0).json();
    assertThat(revoked.path("message").asText()).isNotBlank();
    assertThat(revoked.path("resource").isNull()).isTrue();
  }

  private void awaitNotices(int count) {
    await().atMost(Duration.ofSeconds(30)).until(() -> operations.callbacks().size() >= count);
  }

  private List<String> types() {
    return operations.callbacks().stream()
        .map(Callback::json)
        .map(notice -> notice.path("type").asText())
        .toList();
  }
}
