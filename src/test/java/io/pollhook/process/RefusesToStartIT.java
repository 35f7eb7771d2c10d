package io.pollhook.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that cannot run reports it in one line, and ends with an exit code for supervisors. */
class RefusesToStartIT {
  @TempDir Path directory;

  private String refusal(String... options) {
    PackagedJar.Run run = PackagedJar.run(directory, List.of(options), List.of());
    assertThat(run.exitCode()).isEqualTo(1);
    List<String> lines = run.output().lines().filter(line -> !line.contains(" INFO ")).toList();
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }

  @Test
  void onADataDirectoryInUse(@TempDir Path other) {
    String data = directory.resolve("data").toString();
    try (PollhookProcess first =
        PollhookProcess.start(other, Map.of("pollhook.data-dir", data)).awaitReady()) {
      assertThat(refusal("-Dpollhook.data-dir=" + data, "-Dcamel.server.port=" + Ports.free()))
          .contains(data);
      first.awaitReady();
    }
  }

  @Test
  void onATakenPort(@TempDir Path other) {
    try (PollhookProcess first = PollhookProcess.start(other, Map.of()).awaitReady()) {
      int port = first.server().getPort();
      assertThat(refusal("-Dcamel.server.port=" + port)).contains(String.valueOf(port));
    }
  }

  @Test
  void withAnUnknownProperty() throws IOException {
    assertThat(refusal("-Dpollhook.pol.timeout=5s")).contains("pollhook.pol.timeout");
    PackagedJar.forget(directory);
    Files.writeString(directory.resolve("application.properties"), "google.gmail=x\n");
    assertThat(refusal()).contains("google.gmail", "application.properties");
  }

  @Test
  void withAnInvalidValue() {
    assertThat(refusal("-Dcamel.server.port=http", "-Dpollhook.data-dir=" + directory))
        .contains("camel.server.port", "http", "a port");
    PackagedJar.forget(directory);
    assertThat(refusal("-Dpollhook.poll.timeout=soon"))
        .contains("pollhook.poll.timeout", "soon", "a duration");
  }

  @Test
  void withABrokenRouteFile() throws IOException {
    String route =
        "- route: {id: mine, from: {uri: 'direct:mine', steps: [{bean: {ref: nosuch}}]}}";
    Path routes = Files.createDirectory(directory.resolve("routes"));
    Files.writeString(routes.resolve("mine.camel.yaml"), route);

    assertThat(refusal("-Dcamel.server.port=" + Ports.free()))
        .contains("mine.camel.yaml, line 1: No bean could be found in the registry for: nosuch");
  }

  @Test
  void withAnUnknownCommand() {
    PackagedJar.Run run = PackagedJar.run(directory, List.of(), List.of("chek-configuration"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output()).contains("chek-configuration", "check-configuration");
  }
}
