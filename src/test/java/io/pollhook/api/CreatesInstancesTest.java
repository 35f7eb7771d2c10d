package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.api.ApiFixture.Answer;
import io.pollhook.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreatesInstancesTest extends SharedApiTest {
  @Test
  void theGmailSeedCreatesAnInstance() {
    Answer answer = api.call("POST", "/instances", Seeds.gmail());

    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    JsonNode instance = answer.json();
    assertThat(instance.path("id").isIntegralNumber()).isTrue();
    assertThat(instance.path("token").asText()).hasSize(44);
    assertThat(instance.path("valid").isBoolean()).isTrue();
    assertThat(instance.path("disabled").asBoolean(true)).isFalse();
    assertThat(instance.path("createdDate").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(instance.at("/element/key").asText()).isEqualTo("gmail");
    assertThat(instance.at("/element/hub").asText()).isEqualTo("general");
    assertThat(instance.path("tags")).isEqualTo(Seeds.gmail().get("tags"));
    assertThat(instance.path("eventsEnabled").booleanValue()).isTrue();
    assertThat(instance.path("eventsNotificationCallbackUrl"))
        .isEqualTo(Seeds.gmail().get("configuration").get("event.notification.callback.url"));
    long id = instance.path("id").longValue();
    assertThat(api.grants.stored).containsEntry(id, Seeds.CODE);
    assertThat(api.get("/instances/" + id + "/event-poller-records").json()).isNotEmpty();
    assertThat(api.firstLooks).contains(id);
    assertThat(api.delivers(instance)).isTrue();
  }

  @Test
  void theGooglesuiteSeedCreatesAnInstance() {
    Answer answer = api.call("POST", "/instances", Seeds.googlesuite());

    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    assertThat(answer.json().path("name").asText()).isEqualTo("<INSTANCE_NAME>");
  }

  @Test
  void returnsConfiguredValuesAsText() {
    ObjectNode configuration =
        api.call("POST", "/instances", Seeds.googlesuite()).json().withObject("/configuration");

    assertThat(configuration.properties()).allMatch(entry -> entry.getValue().isTextual());
    assertThat(configuration.path("event.notification.enabled").asText()).isEqualTo("true");
    assertThat(configuration.path("event.poller.refresh_interval").asText()).isEqualTo("15");
    assertThat(Json.parse(configuration.path("event.poller.configuration").asText()))
        .isEqualTo(Seeds.googlesuite().at("/configuration/event.poller.configuration"));
  }

  @Test
  void theNameIsTheTagOfAnInstanceWithoutTags() {
    ObjectNode untagged = Seeds.gmail().without("tags");
    ObjectNode empty = Seeds.gmail();
    empty.putArray("tags");

    assertThat(api.call("POST", "/instances", untagged).json().path("tags"))
        .isEqualTo(Json.parse("[\"API Instance with Polling\"]"));
    assertThat(api.call("POST", "/instances", empty).json().path("tags"))
        .isEqualTo(Json.parse("[\"API Instance with Polling\"]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<a href=\"https://a.b\" onclick='x'>churros-xss</a> | churros-xss",
        "<<b>script>alert(1)</script> | alert(1)",
        "<!-- a --><br/>b | b",
        "a < b > c | a < b > c",
        "1<2 | 1<2",
        "<3 Gmail | <3 Gmail",
      })
  void removesHtmlFromNamesAndTags(String sent, String kept) {
    ObjectNode body = Seeds.gmail().put("name", sent);
    body.putArray("tags").add(sent);

    JsonNode created = api.call("POST", "/instances", body).json();

    assertThat(created.path("name").asText()).isEqualTo(kept);
    assertThat(created.at("/tags/0").asText()).isEqualTo(kept);
  }

  @Test
  void refusesANameThatIsOnlyHtml() {
    Answer answer = api.call("POST", "/instances", Seeds.gmail().put("name", "<b></b>"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message())
        .contains("name is \"<b></b>\", expected text other than HTML tags");
  }
}
