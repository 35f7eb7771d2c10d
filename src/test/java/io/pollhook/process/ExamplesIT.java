package io.pollhook.process;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pollhook.google.GoogleStandIn;
import io.pollhook.google.OAuth;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The applications in examples/ run with the artifact that Maven resolves for them. */
class ExamplesIT {
  private static final String ACCOUNT = "alice@example.com";

  @TempDir private Path directory;

  private final GoogleStandIn google = new GoogleStandIn();
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void stop() throws InterruptedException {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
      process.waitFor();
    }
    google.close();
  }

  @Test
  void plainCamelPrintsTheMail() throws IOException {
    google.addAccount(ACCOUNT);
    Path output =
        run(
            "plain-camel",
            List.of(),
            Map.of(
                "AUTHORIZATION_GRANT_CODE", google.grantCode(ACCOUNT),
                "CLIENT_ID", OAuth.CLIENT_ID,
                "CLIENT_SECRET", OAuth.CLIENT_SECRET,
                "REDIRECT_URI", OAuth.REDIRECT_URI));
    await().atMost(ofMinutes(2)).until(() -> Files.readString(output).contains("Waiting for"));

    String id = google.account(ACCOUNT).mail().receive("Hello");

    await()
        .atMost(ofSeconds(30))
        .untilAsserted(
            () -> assertThat(Files.readString(output)).contains("CREATED changed-messages " + id));
  }

  @Test
  void springBootPrintsTheMailAndShowsHealthAndMetrics() throws Exception {
    google.addAccount(ACCOUNT);
    int port = Ports.free();
    Path output = run("spring-boot", List.of("-Dserver.port=" + port), Map.of());
    await()
        .atMost(ofMinutes(2))
        .until(() -> Files.readString(output).contains("Started MailApplication"));
    String mailbox =
        "{\"clientId\":\"%s\",\"clientSecret\":\"%s\",\"redirectUri\":\"%s\",\"code\":\"%s\"}"
            .formatted(
                OAuth.CLIENT_ID,
                OAuth.CLIENT_SECRET,
                OAuth.REDIRECT_URI,
                google.grantCode(ACCOUNT));
    assertThat(call(port, "/mailboxes", mailbox)).isEqualTo("1");

    String id = google.account(ACCOUNT).mail().receive("Hello");

    await()
        .atMost(ofSeconds(30))
        .untilAsserted(
            () -> assertThat(Files.readString(output)).contains("CREATED changed-messages " + id));
    assertThat(call(port, "/actuator/health", null))
        .contains("\"pollhook\":{\"status\":\"UP\"}", "\"status\":\"UP\"");
    assertThat(call(port, "/actuator/metrics/pollhook.deliveries", null)).contains("\"COUNT\"");
  }

  /** Runs the README's command for an example; returns the file with its output. */
  private Path run(String example, List<String> options, Map<String, String> environment)
      throws IOException {
    List<String> arguments = new ArrayList<>(options);
    arguments.add("-DbuildDirectory=" + directory);
    google.properties().forEach((name, value) -> arguments.add("-D" + name + "=" + value));
    arguments.add("-Dpollhook.data-dir=" + directory.resolve("data"));
    arguments.add("-Dpollhook.poll.minimum-interval=1s");
    arguments.addAll(List.of("compile", "exec:java"));
    Path output = directory.resolve("output.log");
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("REFRESH_INTERVAL", "0.02");
    Path pom = Path.of("examples", example, "pom.xml");
    processes.add(Maven.start(pom, output, variables, arguments));
    return output;
  }

  private static String call(int port, String path, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (body != null) {
      request
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(body));
    }
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
