package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.api.ApiFixture.Answer;
import io.pollhook.instance.InstanceConfiguration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MasksSecretsTest extends ApiTest {
  private static final Map<String, String> SECRETS =
      Map.of(
          "oauth.api.key", Seeds.API_KEY,
          "oauth.api.secret", Seeds.API_SECRET,
          "event.notification.basic.password", "basic-password-1",
          "event.notification.callback.headers", "X-Key: header-value-1",
          "oauth.user.refresh_token", "1//refresh-token-1");

  @Test
  void everyAnswerMasksSecrets() {
    ObjectNode instance = createdWithSecrets();
    String id = path(instance);
    String element = "User " + ApiFixture.USER + ", Element " + instance.path("token").asText();

    List<Answer> answers =
        List.of(
            api.get("/instances"),
            api.get(id),
            api.get(id + "/configuration"),
            api.call("GET", "/instances", null, element),
            api.call("PATCH", id, "{\"name\":\"b\"}"),
            api.call("PUT", id + "/enabled", null),
            api.call("PUT", id, instance));

    assertThat(answers).allMatch(answer -> answer.status() == 200);
    for (String secret : SECRETS.values()) {
      assertThat(instance.toString()).doesNotContain(secret);
      assertThat(answers).noneMatch(answer -> answer.http().body().contains(secret));
    }
    for (String key : SECRETS.keySet()) {
      assertThat(instance.path("configuration").path(key).asText()).isEqualTo("********");
    }
    assertThat(instance.at("/configuration/event.notification.signature.key").asText())
        .isEqualTo("signature-key-1");
    assertThat(instance.at("/configuration/event.notification.signature.previous.key").asText())
        .isEqualTo("signature-key-0");
  }

  @Test
  void theGrantCodeIsMasked() {
    assertThat(created().at("/providerData/code").asText()).isEqualTo("********");
  }

  @Test
  void maskThatIsSentBackChangesNothing() {
    ObjectNode instance = createdWithSecrets();

    assertThat(api.call("PUT", path(instance), instance).status()).isEqualTo(200);
    assertThat(api.call("PATCH", path(instance), api.get(path(instance)).json()).status())
        .isEqualTo(200);

    InstanceConfiguration stored =
        api.instances.find(instance.path("id").longValue()).orElseThrow().configuration();
    SECRETS.forEach((key, secret) -> assertThat(stored.text(key)).contains(secret));
    assertThat(api.grants.exchanged).as("no code was spent again").hasSize(1);
  }

  @Test
  void maskIsRefusedIfNothingIsStored() {
    JsonNode instance = created();
    String patch = "{\"configuration\":{\"event.notification.basic.password\":\"********\"}}";

    Answer answer = api.call("PATCH", "/instances/" + instance.path("id"), patch);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).contains("event.notification.basic.password is a mask");
  }

  private ObjectNode createdWithSecrets() {
    return created(
        seed -> {
          ObjectNode configuration = seed.withObject("configuration");
          SECRETS.forEach(configuration::put);
          configuration.put("event.notification.signature.key", "signature-key-1");
          configuration.put("event.notification.signature.previous.key", "signature-key-0");
        });
  }
}
