package io.pollhook.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program reads properties, variables and routes from its environment and working directory.
 */
class ReadsItsDirectoryIT {
  @TempDir Path directory;

  @Test
  void environmentVariableOverridesTheFile() throws IOException {
    Files.writeString(
        directory.resolve("application.properties"),
        "pollhook.data-dir = of-the-file\npollhook.user-secret = user-secret-of-the-file\n");
    Map<String, String> environment =
        Map.of("POLLHOOK_DATA_DIR", "of-the-variable", "POLLHOOK_NO_SUCH_PROPERTY", "ignored");
    try (PollhookProcess pollhook =
        PollhookProcess.start(directory, Map.of(), environment).awaitReady()) {
      assertThat(pollhook.output()).contains("of-the-variable/secrets.properties");
      assertThat(directory.resolve("of-the-file")).doesNotExist();
    }
  }

  @Test
  void routeFileReplacesTheJarsOfTheSameName() throws IOException {
    Path routes = Files.createDirectory(directory.resolve("routes"));
    String own = Files.readString(Path.of("routes/api.camel.yaml"));
    Path api = routes.resolve("api.camel.yaml");
    Files.writeString(api, answering(own, "from my own file"));
    try (PollhookProcess pollhook = PollhookProcess.start(directory, Map.of()).awaitReady()) {
      assertThat(elements(pollhook)).isEqualTo("from my own file");

      Files.writeString(api, answering(own, "saved while running"));
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> elements(pollhook).equals("saved while running"));

      Files.writeString(api, answering(own, "broken") + "\n- route: [");
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> pollhook.output().contains("api.camel.yaml"));
      assertThat(elements(pollhook)).isEqualTo("saved while running");
    }
  }

  private static String answering(String routes, String text) {
    return routes + "        - setHeader: {name: x-edited, constant: \"" + text + "\"}\n";
  }

  private static String elements(PollhookProcess pollhook) {
    return pollhook
        .api()
        .call("GET", "/elements", null)
        .headers()
        .firstValue("x-edited")
        .orElse("");
  }

  @Test
  void checkConfigurationReportsByItsExitCode() throws IOException {
    Path file = directory.resolve("configuration.json");
    Files.copy(Path.of("examples/googlesuite.json"), file);
    assertThat(check(file).exitCode()).isZero();

    Files.writeString(file, "{\"x\": {\"url\": \"/hubs/crm/x?since=${nonsense}\"}}");
    PackagedJar.Run refused = check(file);
    assertThat(refused.exitCode()).isEqualTo(1);
    JsonNode report = Json.parse(refused.output());
    assertThat(report.at("/0/ok").asBoolean()).isFalse();
    assertThat(report.at("/0/reason").asText()).contains("nonsense");

    Files.writeString(file, "no configuration");
    assertThat(check(file).exitCode()).isEqualTo(2);
  }

  private PackagedJar.Run check(Path file) {
    PackagedJar.forget(directory);
    return PackagedJar.run(
        directory, List.of(), List.of("check-configuration", "--json", file.toString()));
  }
}
