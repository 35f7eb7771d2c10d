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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A callback that does not take its notifications gets them later, and delays no other. */
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

  static Stream<Named<Consumer<CallbackReceiver>>> troubles() {
    return Stream.of(
        Named.of("503", receiver -> receiver.answer(503)),
        Named.of("no answer", CallbackReceiver::hang),
        Named.of("reset", CallbackReceiver::reset));
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void aCallbackInTroubleDelaysNoOtherAndLosesNothing(Consumer<CallbackReceiver> trouble) {
    PolledAccount troubled = polled("troubled@example.com");
    PolledAccount other = polled("other@example.com");
    trouble.accept(troubled.receiver());
    for (int i = 0; i < CHANGES; i++) {
      troubled.workload().change();
      other.workload().change();
      other.awaitTold(PATIENCE);
    }
    assertThat(troubled.receiver().callbacks()).isNotEmpty();
    assertThat(troubled.events()).isZero();
    troubled.receiver().recover();
    troubled.awaitEverythingTold(PATIENCE);
  }

  private PolledAccount polled(String email) {
    PolledAccount account =
        new PolledAccount(google, email, 0.2, body -> pollhook.api().create(body));
    accounts.add(account);
    return account;
  }
}
