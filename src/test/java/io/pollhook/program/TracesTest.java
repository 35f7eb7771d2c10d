package io.pollhook.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pollhook.loopback.LoopbackServer;
import io.pollhook.loopback.Request;
import io.pollhook.loopback.Response;
import io.pollhook.settings.ConfigurationError;
import io.pollhook.settings.Settings;
import io.pollhook.settings.SettingsLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The traces that the program sends to a collector. */
class TracesTest {
  @TempDir Path directory;

  private final List<Request> received = new CopyOnWriteArrayList<>();
  private final LoopbackServer collector =
      new LoopbackServer(
          0,
          Clock.systemUTC(),
          request -> {
            received.add(request);
            return Response.of(200);
          });

  @AfterEach
  void stop() {
    collector.close();
  }

  private Settings settings(String... properties) {
    Map<String, String> environment = new HashMap<>();
    environment.put("POLLHOOK_TRACING_ENDPOINT", collector.uri().resolve("/v1/traces").toString());
    for (int i = 0; i < properties.length; i += 2) {
      environment.put(properties[i], properties[i + 1]);
    }
    return new SettingsLoader(directory, environment, new Properties()).load();
  }

  private void poll(Settings settings) {
    try (Traces traces = Traces.of(settings)) {
      traces.tracing().poll(17, "gmail", "changed-messages").end();
    }
  }

  @Test
  void tracesAreSentToTheCollectorUnderTheProgramsName() {
    poll(settings("POLLHOOK_TRACING_ENABLED", "true"));

    assertThat(received).hasSize(1);
    assertThat(received.get(0).path()).isEqualTo("/v1/traces");
    assertThat(new String(received.get(0).body(), StandardCharsets.ISO_8859_1))
        .contains("service.name", "pollhook", "poll gmail", "changed-messages");
  }

  @Test
  void tracingIsOffByDefault() {
    poll(settings());

    assertThat(received).isEmpty();
  }

  @Test
  void onlyTheConfiguredFractionOfPollsIsTraced() {
    poll(settings("POLLHOOK_TRACING_ENABLED", "true", "POLLHOOK_TRACING_RATIO", "0"));

    assertThat(received).isEmpty();
  }

  @Test
  void missingCollectorDelaysNothing() {
    Settings settings = settings("POLLHOOK_TRACING_ENABLED", "true");
    collector.close();

    poll(settings);

    assertThat(received).isEmpty();
  }

  @Test
  void ratioAboveOneFailsTheStart() {
    assertThatThrownBy(() -> settings("POLLHOOK_TRACING_RATIO", "50"))
        .isInstanceOf(ConfigurationError.class)
        .hasMessage("pollhook.tracing.ratio is \"50\", expected a number from 0 to 1");
  }
}
