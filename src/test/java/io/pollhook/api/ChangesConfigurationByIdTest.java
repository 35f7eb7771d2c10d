package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.api.ApiFixture.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangesConfigurationByIdTest extends SharedApiTest {
  private static final String ENABLED = "event.notification.enabled";
  private static final String CALLBACK = "event.notification.callback.url";
  private static final String URL = "https://mycoolapp.com/events";

  @Test
  void listsEveryKeyOfTheElementEvenIfItIsNotSet() {
    ObjectNode instance = withoutEvents();

    JsonNode entries = configuration(instance);

    assertThat(entries.findValuesAsText("key"))
        .startsWith("oauth.api.key", "oauth.api.secret", "oauth.callback.url", ENABLED)
        .contains(
            "event.vendor.type",
            CALLBACK,
            "event.objects",
            "event.poller.urls",
            "event.poller.configuration")
        .contains(
            "event.notification.format",
            "event.notification.failure.policy",
            "event.notification.signature.previous.key")
        .doesNotHaveDuplicates();
    assertThat(entry(instance, ENABLED).path("propertyValue").asText()).isEqualTo("false");
    assertThat(entry(instance, CALLBACK).path("propertyValue").isNull()).isTrue();
    assertThat(entry(instance, "oauth.api.secret").path("propertyValue").asText())
        .isEqualTo("********");
    assertThat(entry(instance, "oauth.api.secret").path("required").booleanValue()).isTrue();
  }

  @Test
  void theIdOfAKeyNeverChanges() {
    ObjectNode one = withoutEvents();
    ObjectNode other = create(Seeds.googlesuite());

    assertThat(entry(one, CALLBACK).path("id")).isEqualTo(entry(other, CALLBACK).path("id"));
    assertThat(configuration(other).findValuesAsText("id")).doesNotHaveDuplicates();
    set(one, CALLBACK, "\"" + URL + "\"");
    assertThat(entry(one, CALLBACK).path("id")).isEqualTo(entry(other, CALLBACK).path("id"));
    assertThat(api.get(path(one, CALLBACK)).json()).isEqualTo(entry(one, CALLBACK));
  }

  @Test
  void listsOtherKeysOfTheInstance() {
    ObjectNode body = Seeds.gmail();
    body.withObject("configuration").put("filter.response.nulls", "true").put("my.password", "p");

    ObjectNode instance = create(body);

    assertThat(entry(instance, "filter.response.nulls").path("propertyValue").asText())
        .isEqualTo("true");
    assertThat(entry(instance, "my.password").path("propertyValue").asText()).isEqualTo("********");
  }

  @Test
  void turnsPollingOnKeyByKey() {
    ObjectNode instance = withoutEvents();

    assertThat(set(instance, "event.objects", "\"changed-messages\"").status()).isEqualTo(200);
    set(instance, "event.poller.refresh_interval", "5");
    set(instance, CALLBACK, "\"" + URL + "\"");
    set(instance, "event.vendor.type", "\"polling\"");
    assertThat(stored(instance).isActive()).isFalse();
    Answer answer = set(instance, ENABLED, "\"true\"");

    assertThat(answer.json().path("propertyValue").asText()).isEqualTo("true");
    assertThat(api.get(path(instance)).json().path("eventsEnabled").booleanValue()).isTrue();
    assertThat(records(instance).at("/0/resource").asText()).isEqualTo("changed-messages");
    assertThat(stored(instance).isActive()).isTrue();
  }

  @Test
  void pollingWaitsForACallbackUrlAndTheRecordSaysSo() {
    ObjectNode instance = withoutEvents();

    assertThat(set(instance, ENABLED, "true").status()).isEqualTo(200);

    assertThat(records(instance).at("/0/state").asText()).isEqualTo("FAILED");
    assertThat(records(instance).at("/0/lastError").asText())
        .isEqualTo("nothing is polled until " + CALLBACK + " is set");
    assertThat(records(instance).at("/0/nextPoll").isNull()).isTrue();
    assertThat(stored(instance).isActive()).isFalse();

    set(instance, CALLBACK, "\"" + URL + "\"");

    assertThat(records(instance).at("/0/lastError").isNull()).isTrue();
    assertThat(records(instance).at("/0/nextPoll").isNull()).isFalse();
    assertThat(stored(instance).isActive()).isTrue();
  }

  @Test
  void theIdSelectsTheKeyAndOtherFieldsAreIgnored() {
    ObjectNode instance = withoutEvents();
    String path = path(instance, "event.objects");
    ObjectNode entry = (ObjectNode) entry(instance, "event.objects");
    entry.put("key", ENABLED).put("id", 1).put("propertyValue", "changed-messages");

    Answer answer = api.call("PATCH", path, entry);

    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    assertThat(answer.json().path("key").asText()).isEqualTo("event.objects");
    assertThat(entry(instance, ENABLED).path("propertyValue").asText()).isEqualTo("false");
  }

  @Test
  void maskedSecretIsLeftUnchanged() {
    ObjectNode instance = create(Seeds.gmail());

    set(instance, "oauth.api.secret", "\"********\"");

    assertThat(stored(instance).configuration().text("oauth.api.secret"))
        .contains(Seeds.API_SECRET);
  }

  @Test
  void nullRemovesAValue() {
    ObjectNode instance = create(Seeds.gmail());
    set(instance, "event.notification.signature.key", "\"k\"");

    set(instance, "event.notification.signature.key", "null");

    assertThat(stored(instance).configuration().text("event.notification.signature.key")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "\"true\"", "{\"value\": true}"})
  void refusesABodyWithoutAValue(String body) {
    ObjectNode instance = create(Seeds.gmail());

    Answer answer = api.call("PATCH", path(instance, ENABLED), body);

    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void refusesValuesThatAreNotValidForTheKey() {
    ObjectNode instance = create(Seeds.gmail());

    assertThat(set(instance, ENABLED, "\"maybe\"").message())
        .contains(ENABLED + " is \"maybe\", expected false or true");
    assertThat(set(instance, "oauth.api.key", "null").message())
        .contains("missing in configuration: oauth.api.key");
    assertThat(set(instance, CALLBACK, "\"http://localhost/\"").message()).contains(CALLBACK);
  }

  @Test
  void otherIdsAreUnknown() {
    ObjectNode instance = create(Seeds.gmail());
    for (String id : List.of("0", "1", "x", "-1", "99999999999999999999")) {
      assertThat(api.get(path(instance) + "/configuration/" + id).status()).isEqualTo(404);
    }
  }

  @Test
  void theTokenInTheHeaderSelectsTheInstance() {
    ObjectNode instance = create(Seeds.gmail());
    String token = "User " + ApiFixture.USER + ", Element " + instance.path("token").asText();
    String path = path(instance, ENABLED).replaceFirst("/instances/\\d+", "/instances");

    assertThat(api.call("PATCH", path, "{\"propertyValue\": false}", token).status())
        .isEqualTo(200);

    assertThat(api.call("GET", path, null, token).json().path("propertyValue").asText())
        .isEqualTo("false");
  }

  private ObjectNode create(ObjectNode body) {
    return api.call("POST", "/instances", body).object();
  }

  private ObjectNode withoutEvents() {
    ObjectNode body = Seeds.gmail();
    body.withObject("configuration")
        .retain("oauth.api.key", "oauth.api.secret", "oauth.callback.url");
    return create(body);
  }

  private Answer set(ObjectNode instance, String key, String value) {
    return api.call("PATCH", path(instance, key), "{\"propertyValue\": " + value + "}");
  }

  private JsonNode configuration(ObjectNode instance) {
    return api.get(path(instance) + "/configuration").json();
  }

  private JsonNode records(ObjectNode instance) {
    return api.get(path(instance) + "/event-poller-records").json();
  }

  private JsonNode entry(ObjectNode instance, String key) {
    for (JsonNode entry : configuration(instance)) {
      if (entry.path("key").asText().equals(key)) {
        return entry;
      }
    }
    throw new AssertionError(key + " is not listed");
  }

  private String path(ObjectNode instance, String key) {
    return path(instance) + "/configuration/" + entry(instance, key).path("id");
  }

  private static String path(ObjectNode instance) {
    return "/instances/" + instance.path("id").longValue();
  }

  private io.pollhook.instance.Instance stored(ObjectNode instance) {
    return api.instances.find(instance.path("id").longValue()).orElseThrow();
  }
}
