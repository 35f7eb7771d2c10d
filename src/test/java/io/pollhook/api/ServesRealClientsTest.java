package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.api.ApiFixture.Answer;
import io.pollhook.store.Json;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Habits of public programs that were written for Cloud Elements. */
class ServesRealClientsTest extends SharedApiTest {
  private static final String INTERVAL = "event.poller.refresh_interval";
  private static final String POLLING = "event.poller.configuration";

  private ObjectNode created(Consumer<ObjectNode> change) {
    ObjectNode body = Seeds.gmail();
    change.accept(body);
    Answer answer = api.call("POST", "/instances", body);
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    return answer.object();
  }

  private static String path(ObjectNode instance) {
    return "/instances/" + instance.path("id").longValue();
  }

  private static ObjectNode configuration(ObjectNode body) {
    return (ObjectNode) body.path("configuration");
  }

  /** They join a base URL that ends in a slash with paths that begin or end with one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/elements/api-v2//elements/gmail",
        "/elements/api-v2/elements/gmail/",
        "//elements/api-v2/elements//gmail",
        "/elements/api-v2//instances/?pageSize=1"
      })
  void slashesTooManyDoNotMatter(String path) {
    assertThat(api.call("GET", "/" + path, null).status()).isEqualTo(200);
  }

  @Test
  void oauthUrlIsFoundWithTwoSlashesAndFurtherParametersWithoutCredentials() {
    String path =
        "/elements/api-v2//elements/gmail/oauth/url?apiKey=k&apiSecret=s&callbackUrl=https://a.b/c"
            + "&requestToken=&callbackProxy=false";

    Answer answer = api.call("GET", "/" + path, null, null);

    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    assertThat(answer.json().path("oauthUrl").asText()).contains("client_id=k");
  }

  @Test
  void furtherKeysOfTheProviderDataAreIgnored() {
    ObjectNode instance =
        created(
            body ->
                body.withObject("providerData")
                    .put("state", "gmail")
                    .put("realmId", "1")
                    .put("oauth_verifier", "x"));

    assertThat(instance.path("valid").booleanValue()).isTrue();
  }

  @Test
  void pollingConfigurationMayBeTextWithBlanksAroundIt() {
    ObjectNode instance =
        created(
            body ->
                configuration(body)
                    .put(POLLING, " \n{\"changed-messages\": {\"url\": \"/changed-messages\"}}\n"));

    JsonNode records = api.get(path(instance) + "/event-poller-records").json();
    assertThat(records.findValuesAsText("resource")).containsExactly("changed-messages");
  }

  @ParameterizedTest
  @ValueSource(strings = {"15", "\"15\"", "999999999", "\"999999999\""})
  void intervalMayBeANumberOrTextAndVeryLong(String interval) {
    ObjectNode instance = created(body -> configuration(body).set(INTERVAL, Json.parse(interval)));

    assertThat(instance.path("configuration").path(INTERVAL).asText())
        .isEqualTo(Json.parse(interval).asText());
  }

  @ParameterizedTest
  @CsvSource({"event.objects, changed-messages", "event.poller.urls, changed-messages"})
  void olderFormsOfAPollingConfigurationArePolled(String key, String resources) {
    ObjectNode instance = created(body -> configuration(body).put(key, resources).remove(POLLING));

    JsonNode records = api.get(path(instance) + "/event-poller-records").json();
    assertThat(records.findValuesAsText("resource")).containsExactly("changed-messages");
  }

  @Test
  void wholeAnswerCanBeSentBackByPut() {
    ObjectNode before = created(body -> {});

    Answer answer = api.call("PUT", path(before), api.get(path(before)).json());

    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    assertThat(answer.json().path("configuration")).isEqualTo(before.path("configuration"));
    assertThat(answer.json().path("token")).isEqualTo(before.path("token"));
    assertThat(
            api.instances
                .find(before.path("id").longValue())
                .orElseThrow()
                .configuration()
                .text("oauth.api.secret"))
        .contains(Seeds.API_SECRET);
  }

  @Test
  void tokenOfADeletedInstanceIsUnauthorized() {
    ObjectNode instance = created(body -> {});
    String header = "User " + ApiFixture.USER + ", Element " + instance.path("token").asText();
    assertThat(api.call("GET", "/instances", null, header).status()).isEqualTo(200);

    assertThat(api.call("DELETE", path(instance), null).status()).isEqualTo(200);

    assertThat(api.call("GET", "/instances", null, header).status()).isEqualTo(401);
    assertThat(api.get(path(instance)).status()).isEqualTo(404);
  }

  /** Some keep the token in their default header and still expect a list from a search. */
  @ParameterizedTest
  @ValueSource(strings = {"searchText=Polling", "tags[]=Docs", "pageSize=5"})
  void searchWithATokenReturnsAList(String query) {
    ObjectNode instance = created(body -> {});
    String header = ApiFixture.ACCOUNT + ", Element " + instance.path("token").asText();

    assertThat(api.call("GET", "/instances?" + query, null, header).json().isArray()).isTrue();
    assertThat(api.call("GET", "/instances", null, header).json().isObject()).isTrue();
  }

  /** The errors of what Pollhook does not have can be read like all others. */
  @ParameterizedTest
  @CsvSource({
    "POST, /authentication",
    "GET, /elements/gmail/oauth/token",
    "GET, /elements/gmail/versions",
    "POST, /elements/gmail/clone",
    "GET, /instances/events/dispositions",
    "GET, /instances/events/analytics/accounts",
    "PUT, /instances/1/trace-logging",
    "GET, /formulas",
  })
  void callsThatAreNotOfferedAreNotFound(String method, String path) {
    Answer answer = api.call(method, "//elements/api-v2" + path, "{}");

    assertThat(answer.status()).as(answer.http().body()).isIn(401, 404);
    assertThat(answer.message()).isNotBlank();
  }
}
