package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.api.ApiFixture.Answer;
import io.pollhook.instance.Instance;
import io.pollhook.store.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangesInstancesTest extends ApiTest {
  private static final String INTERVAL = "event.poller.refresh_interval";

  @Test
  void mergesTheKeysOfThePatchedConfiguration() {
    ObjectNode before = created();

    Answer answer = patch(before, "{\"configuration\":{\"" + INTERVAL + "\":5}}");

    ObjectNode expected = before.withObject("configuration").deepCopy();
    expected.put(INTERVAL, "5");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("configuration")).isEqualTo(expected);
    JsonNode rest = answer.object().without(List.of("configuration"));
    assertThat(rest).isEqualTo(before.deepCopy().without(List.of("configuration", "providerData")));
    assertThat(planned(before).configuration().text(INTERVAL)).contains("5");
  }

  @Test
  void replacesThePollerConfigurationAsAWhole() {
    ObjectNode before = created();
    String resources = "{\"letters\": {\"url\": \"/changed-messages\"}}";

    patch(before, "{\"configuration\":{\"event.poller.configuration\":" + resources + "}}");

    assertThat(planned(before).configuration().node("event.poller.configuration"))
        .contains(Json.parse(resources));
  }

  @Test
  void nullRemovesAKey() {
    ObjectNode before =
        created(seed -> configuration(seed).put("event.notification.signature.key", "k"));

    Answer answer =
        patch(before, "{\"configuration\":{\"event.notification.signature.key\":null}}");

    assertThat(answer.json().path("configuration").has("event.notification.signature.key"))
        .isFalse();
  }

  @Test
  void replacesNameAndTags() {
    Answer answer = patch(created(), "{\"name\":\"b\",\"tags\":[\"x\",\"y\"]}");

    assertThat(answer.json().path("name").asText()).isEqualTo("b");
    assertThat(answer.json().path("tags")).isEqualTo(Json.parse("[\"x\",\"y\"]"));
  }

  @Test
  void theAnswerLeavesOutTheProvidersData() {
    ObjectNode before = created();

    assertThat(patch(before, "{}").json().has("providerData")).isFalse();
    assertThat(api.call("PUT", path(before), before).json().has("providerData")).isFalse();
    assertThat(api.get(path(before)).json().has("providerData")).isTrue();
  }

  @Test
  void authenticatesAgainWithACode() {
    ObjectNode before = created();

    assertThat(patch(before, "{\"providerData\":{\"code\":\"second\"}}").status()).isEqualTo(200);

    assertThat(api.grants.stored).containsEntry(before.path("id").longValue(), "second");
  }

  @Test
  void anotherClientSecretMakesARevokedGrantValidAgain() {
    ObjectNode before = created();
    api.grants.invalid.add(before.path("id").longValue());
    assertThat(patch(before, "{\"name\":\"b\"}").json().path("valid").booleanValue()).isFalse();

    Answer answer = patch(before, "{\"configuration\":{\"oauth.api.secret\":\"other\"}}");

    assertThat(answer.json().path("valid").booleanValue()).isTrue();
  }

  @Test
  void changesNothingIfTheCodeIsRefused() {
    ObjectNode before = created();

    Answer answer = patch(before, "{\"name\":\"b\",\"providerData\":{\"code\":\"refused\"}}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("providerMessage").asText())
        .isEqualTo("invalid_grant: Bad Request");
    assertThat(api.get(path(before)).json().path("name")).isEqualTo(before.path("name"));
    assertThat(api.grants.stored).containsEntry(before.path("id").longValue(), Seeds.CODE);
  }

  @Test
  void wrongConfigurationDoesNotSpendTheCode() {
    ObjectNode before = created();

    Answer answer =
        patch(
            before,
            "{\"configuration\":{\"" + INTERVAL + "\":0},\"providerData\":{\"code\":\"second\"}}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(api.grants.exchanged).containsExactly(Seeds.CODE);
  }

  @Test
  void putReplacesTheConfigurationExceptEventKeys() {
    ObjectNode before =
        created(
            seed ->
                configuration(seed)
                    .put("event.notification.signature.key", "k")
                    .put("mailbox", "a"));
    ObjectNode body = before.deepCopy();
    configuration(body).remove(List.of("event.notification.signature.key", "mailbox"));

    Answer answer = api.call("PUT", path(before), body);

    ObjectNode expected = configuration(before).deepCopy();
    expected.remove("mailbox");
    assertThat(answer.json().path("configuration")).isEqualTo(expected);
  }

  @Test
  void pollingContinuesAfterAPutThatAuthenticatesAgain() {
    ObjectNode before = created();
    ObjectNode body = Seeds.gmail();
    body.withObject("providerData").put("code", "second");
    configuration(body).retain("oauth.api.key", "oauth.api.secret", "oauth.callback.url");

    JsonNode after = api.call("PUT", path(before), body).json();

    assertThat(after.path("eventsEnabled").booleanValue()).isTrue();
    assertThat(after.path("configuration")).isEqualTo(before.path("configuration"));
    assertThat(api.get(path(before) + "/event-poller-records").json()).hasSize(1);
  }

  @Test
  void theElementCannotBeChanged() {
    Answer answer = patch(created(), "{\"element\":{\"key\":\"googlesuite\"}}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).contains("an instance keeps its element");
  }

  @Test
  void theTokenInTheHeaderSelectsTheInstance() {
    ObjectNode before = created();
    String element = "User " + ApiFixture.USER + ", Element " + before.path("token").asText();

    Answer answer = api.call("PATCH", "/instances", "{\"name\":\"b\"}", element);

    assertThat(answer.json().path("id")).isEqualTo(before.path("id"));
    assertThat(answer.json().path("name").asText()).isEqualTo("b");
  }

  @Test
  void unknownInstanceIsNotFound() {
    assertThat(api.call("PATCH", "/instances/77", "{}").status()).isEqualTo(404);
    assertThat(api.call("PUT", "/instances/77", "{}").status()).isEqualTo(404);
    assertThat(api.call("PATCH", "/instances/gmail", "{}").status()).isEqualTo(404);
    assertThat(api.call("PATCH", "/instances/99999999999999999999", "{}").status()).isEqualTo(404);
  }

  private Answer patch(ObjectNode instance, String body) {
    return api.call("PATCH", path(instance), body);
  }

  private Instance planned(ObjectNode instance) {
    return api.instances.find(instance.path("id").longValue()).orElseThrow();
  }

  private static ObjectNode configuration(ObjectNode body) {
    return body.withObject("configuration");
  }
}
