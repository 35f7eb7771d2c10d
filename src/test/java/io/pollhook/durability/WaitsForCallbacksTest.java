package io.pollhook.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.RunningPollhook;
import io.pollhook.callback.CallbackReceiver;
import io.pollhook.google.GoogleStandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A callback that fails receives its notifications later, and does not delay others. */
class WaitsForCallbacksTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int CHANGES = 12;

  @TempDir Path directory;
  private final GoogleStandIn google = new GoogleStandIn();
  private final List<PolledAccount> accounts = new ArrayList<>();
  private RunningPollhook pollhook;

  @BeforeEach
  void start() {
    Map<String, String> properties = new TreeMap<>(google.properties());
    properties.put("pollhook.delivery.retry-schedule", "100ms,200ms,400ms,800ms*200");
    pollhook = RunningPollhook.start(directory, properties);
  }

  @AfterEach
  void stop() {
    pollhook.close();
    accounts.forEach(PolledAccount::close);
    google.close();
  }

  @Test
  void failingCallbacksDelayNoOthersAndLoseNothing() {
    Map<String, Consumer<CallbackReceiver>> troubles =
        Map.of(
            "answers503", receiver -> receiver.answer(503),
            "hangs", CallbackReceiver::hang,
            "resets", CallbackReceiver::reset);
    List<PolledAccount> troubled = new ArrayList<>();
    troubles.forEach(
        (name, trouble) -> {
          PolledAccount account = polled(name + "@example.com");
          trouble.accept(account.receiver());
          troubled.add(account);
        });
    PolledAccount other = polled("other@example.com");
    for (int i = 0; i < CHANGES; i++) {
      troubled.forEach(account -> account.workload().change());
      other.workload().change();
      other.awaitReported(PATIENCE);
    }
    for (PolledAccount account : troubled) {
      String name = account.account().email();
      assertThat(account.receiver().callbacks()).as(name).isNotEmpty();
      assertThat(account.events()).as(name).isZero();
      account.receiver().recover();
    }
    troubled.forEach(account -> account.awaitEverythingReported(PATIENCE));
  }

  private PolledAccount polled(String email) {
    PolledAccount account =
        new PolledAccount(google, email, 0.2, body -> pollhook.api().create(body));
    accounts.add(account);
    return account;
  }
}
