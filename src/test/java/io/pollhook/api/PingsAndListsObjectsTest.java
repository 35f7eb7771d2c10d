package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pollhook.api.ApiFixture.Answer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PingsAndListsObjectsTest extends SharedApiTest {
  private ObjectNode instance;
  private String token;

  @BeforeAll
  void create() {
    instance = api.call("POST", "/instances", Seeds.gmail()).object();
    token = "User " + ApiFixture.USER + ", Element " + instance.path("token").asText();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ping", "/hubs/general/ping", "/hubs/crap/ping"})
  void pingReturnsTheTimeAndTheElement(String path) {
    JsonNode ping = api.call("GET", path, null, token).json();

    assertThat(ping.path("endpoint").asText()).isEqualTo("gmail");
    assertThat(Duration.between(Instant.parse(ping.path("dateTime").asText()), Instant.now()))
        .isBetween(Duration.ofMinutes(-1), Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/objects", "/hubs/general/objects"})
  void objectsAreTheNamesOfTheElementsResources(String path) {
    assertThat(api.call("GET", path, null, token).json())
        .contains(TextNode.valueOf("changed-messages"));
  }

  @Test
  void disabledInstanceIsAnswered() {
    api.call("DELETE", "/instances/" + instance.path("id") + "/enabled", null);

    assertThat(api.call("GET", "/ping", null, token).status()).isEqualTo(200);
    assertThat(api.call("GET", "/objects", null, token).status()).isEqualTo(200);
  }

  @Test
  void tokenIsNeeded() {
    Answer answer = api.get("/ping");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.message()).contains("expected an Element token");
    assertThat(
            api.call("GET", "/objects", null, "User " + ApiFixture.USER + ", Element x").status())
        .isEqualTo(401);
  }
}
