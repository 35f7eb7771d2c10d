package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.api.ApiFixture.Answer;
import io.pollhook.instance.InstanceConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever may change an instance, but does not know its secrets, cannot have them sent elsewhere.
 */
class KeepsCallbackSecretsWithTheirHostTest extends SharedApiTest {
  private static final String URL = "event.notification.callback.url";
  private static final String PASSWORD = "event.notification.basic.password";
  private static final String HEADERS = "event.notification.callback.headers";

  private ObjectNode created() {
    ObjectNode seed = Seeds.gmail();
    seed.withObject("configuration")
        .put(URL, "https://hooks.example/a")
        .put("event.notification.basic.username", "u")
        .put(PASSWORD, "basic-password-1")
        .put(HEADERS, "X-Key: header-value-1");
    Answer answer = api.call("POST", "/instances", seed);
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    return answer.object();
  }

  private Answer patch(ObjectNode instance, String configuration) {
    String body = "{\"configuration\":" + configuration.replace('\'', '"') + "}";
    return api.call("PATCH", "/instances/" + instance.path("id"), body);
  }

  private InstanceConfiguration stored(ObjectNode instance) {
    return api.instances.find(instance.path("id").longValue()).orElseThrow().configuration();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'URL':'https://evil.example/a'} | PASSWORD, HEADERS",
        "{'URL':'https://evil.example/a','PASSWORD':'********','HEADERS':'********'}"
            + " | PASSWORD, HEADERS",
        "{'URL':'https://evil.example/a','PASSWORD':'new'} | HEADERS",
        "{'URL':'https://evil.example/a','HEADERS':null} | PASSWORD",
        "{'URL':'http://hooks.example/a'} | PASSWORD, HEADERS",
        "{'URL':'https://hooks.example:8443/a'} | PASSWORD, HEADERS",
        "{'URL':null,'event.notification.enabled':false} | PASSWORD, HEADERS",
      })
  void changedHostWithoutTheSecretsIsRefused(String configuration, String missing) {
    ObjectNode instance = created();
    Answer answer = patch(instance, named(configuration));
    assertThat(answer.status()).isEqualTo(400);
    String keys = missing.replace(", ", ", configuration.");
    assertThat(answer.message()).endsWith(": configuration." + named(keys));
    assertThat(stored(instance).text(URL)).contains("https://hooks.example/a");
  }

  @Test
  void replacementWithAnotherHostIsRefused() {
    ObjectNode instance = created();
    instance.withObject("configuration").put(URL, "https://evil.example/a");
    assertThat(api.call("PUT", "/instances/" + instance.path("id"), instance).status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'URL':'https://new.example/a','PASSWORD':'new','HEADERS':'X-Key: new'}",
        "{'URL':'https://new.example/a','PASSWORD':null,'HEADERS':''}",
        "{'URL':'https://HOOKS.example:443/other'}",
        "{'PASSWORD':'new'}",
      })
  void otherChangesAreAccepted(String configuration) {
    assertThat(patch(created(), named(configuration)).status()).isEqualTo(200);
  }

  private static String named(String text) {
    return text.replace("URL", URL).replace("PASSWORD", PASSWORD).replace("HEADERS", HEADERS);
  }
}
