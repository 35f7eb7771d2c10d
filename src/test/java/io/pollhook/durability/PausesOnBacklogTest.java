package io.pollhook.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.RunningPollhook;
import io.pollhook.callback.CallbackReceiver;
import io.pollhook.google.GoogleStandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PausesOnBacklogTest {
  private static final String ACCOUNT = "alice@example.com";
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir private Path directory;

  @Test
  void pollingPausesVisiblyAndContinuesByItself() throws Exception {
    try (GoogleStandIn google = new GoogleStandIn();
        CallbackReceiver receiver = new CallbackReceiver()) {
      google.addAccount(ACCOUNT);
      Map<String, String> properties = new TreeMap<>(google.properties());
      properties.put("pollhook.delivery.retry-schedule", "200ms*1000");
      properties.put("pollhook.delivery.backlog-limit", "3");
      try (RunningPollhook pollhook = RunningPollhook.start(directory, properties)) {
        ObjectNode polling = JsonNodeFactory.instance.objectNode();
        polling.putObject("changed-messages").put("url", "/hubs/general/changed-messages");
        long id =
            pollhook
                .api()
                .create(
                    RunningPollhook.body(
                        google, ACCOUNT, "gmail", receiver.url().toString(), 0.2, polling))
                .path("id")
                .asLong();
        receiver.answer(503);
        int[] mails = {0};
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(300))
            .until(
                () -> {
                  google.account(ACCOUNT).mail().receive("mail " + mails[0]++);
                  String records =
                      pollhook
                          .api()
                          .call("GET", "/instances/" + id + "/event-poller-records", null)
                          .body();
                  return records.contains("polling is paused because 3 notifications wait");
                });

        receiver.recover();

        assertThat(receiver.awaitEvents(mails[0], PATIENCE)).hasSize(mails[0]);
      }
    }
  }
}
