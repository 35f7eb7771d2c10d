package io.pollhook;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.callback.CallbackReceiver;
import io.pollhook.google.GoogleStandIn;
import io.pollhook.store.Databases;
import io.pollhook.store.Json;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes in an account reaches the callback, once each. */
class SeedResourcesTest {
  private static final String ALICE = "alice@example.com";

  @TempDir Path directory;
  private final GoogleStandIn google = new GoogleStandIn();
  private final CallbackReceiver receiver = new CallbackReceiver();
  private RunningPollhook pollhook;

  @BeforeEach
  void start() {
    google.addAccount(ALICE);
    pollhook =
        RunningPollhook.start(
            directory,
            google.properties(),
            settings -> Databases.open(settings, Clock.systemUTC()),
            Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    pollhook.close();
    receiver.close();
    google.close();
  }

  private List<String> reported() {
    return receiver.events().stream()
        .map(e -> e.objectType() + " " + e.eventType() + " " + e.objectId())
        .toList();
  }

  @Test
  void messages() {
    google.account(ALICE).mail().receive("before");
    JsonNode polling =
        Json.parse(
            "{'changed-messages':{'url':'/hubs/general/changed-messages','idField':'id'}}"
                .replace('\'', '"'));
    pollhook.create(google, ALICE, "gmail", receiver.url().toString(), 0.3, polling);
    String id = google.account(ALICE).mail().receive("hello");
    await()
        .atMost(ofSeconds(10))
        .untilAsserted(
            () -> assertThat(reported()).containsExactly("changed-messages CREATED " + id));
    google.account(ALICE).mail().label(id, "STARRED");
    await()
        .atMost(ofSeconds(10))
        .untilAsserted(() -> assertThat(reported()).contains("changed-messages UPDATED " + id));
    google.account(ALICE).mail().delete(id);
    await()
        .atMost(ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(reported())
                    .containsExactly(
                        "changed-messages CREATED " + id,
                        "changed-messages UPDATED " + id,
                        "changed-messages DELETED " + id));
    assertThat(Map.of()).isEmpty();
  }
}
