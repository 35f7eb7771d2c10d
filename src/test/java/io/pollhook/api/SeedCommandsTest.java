package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.api.ApiFixture.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The commands of Cloud Elements' documentation, pasted into a shell. The shell removes the single
 * quotes within the JSON text, so that date formats arrive with a bare T.
 */
class SeedCommandsTest extends SharedApiTest {
  /** Replaces curl: prints the body that the shell passes. */
  private static final String CURL = "curl() { printf '%s' \"${@: -1}\"; }\n";

  @ParameterizedTest
  @ValueSource(strings = {"gmail", "googlesuite"})
  void createInstances(String element) throws Exception {
    String command =
        Files.readString(Path.of("src/test/resources/seeds/" + element + ".sh"))
            .replace("<AUTHORIZATION_GRANT_CODE>", Seeds.CODE);

    Answer answer = api.call("POST", "/instances", shell(CURL + command));

    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    JsonNode instance = answer.json();
    assertThat(instance.at("/element/key").asText()).isEqualTo(element);
    assertThat(instance.path("name").asText()).isEqualTo("API Instance with Polling");
    assertThat(instance.path("eventsEnabled").booleanValue()).isTrue();
    assertThat(api.get("/instances/" + instance.path("id") + "/event-poller-records").json())
        .hasSize(element.equals("gmail") ? 1 : 4);
  }

  private static byte[] shell(String script) throws IOException {
    Process bash = new ProcessBuilder("bash").redirectErrorStream(true).start();
    bash.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
    bash.getOutputStream().close();
    return bash.getInputStream().readAllBytes();
  }
}
