package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.api.ApiFixture.Answer;
import io.pollhook.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShowsElementsTest extends SharedApiTest {
  private static final String URL = "/elements/googlesuite/oauth/url";
  private static final String CLIENT =
      "apiKey=key&apiSecret=secret-1&callbackUrl=https%3A%2F%2Fa.b%2Fc";

  @Test
  void theListHasAllElements() {
    assertThat(api.get("/elements").json().findValuesAsText("key"))
        .containsExactly(
            "gmail",
            "googlesuite",
            "github",
            "hubspot",
            "notion",
            "outlook",
            "salesforce",
            "shopify",
            "stripe");
  }

  @Test
  void elementIsFoundByKeyOrNumber() {
    JsonNode gmail = api.get("/elements/gmail").json();

    assertThat(gmail.path("name").asText()).isEqualTo("Gmail");
    assertThat(gmail.at("/authentication/type").asText()).isEqualTo("oauth2");
    assertThat(gmail.at("/resources/0/path").asText()).isEqualTo("/changed-messages");
    assertThat(api.get("/elements/" + gmail.path("id")).json()).isEqualTo(gmail);
    assertThat(api.get("/elements/hotmail").status()).isEqualTo(404);
  }

  @Test
  void elementHasItsConfigurationKeysAndDefaultPolling() {
    JsonNode stripe = api.get("/elements/stripe").json().path("configuration");

    assertThat(stripe.findValuesAsText("key"))
        .startsWith("api.key", "event.notification.enabled")
        .endsWith("event.poller.configuration");
    assertThat(stripe.at("/0/required").asBoolean()).isTrue();
    JsonNode polling = stripe.get(stripe.size() - 1).path("defaultValue");
    assertThat(Json.parse(polling.asText()).at("/events/url").asText())
        .isEqualTo("/hubs/payment/events?where=created >'${epoch:s}'");
    assertThat(api.get("/elements/stripe/configuration").json()).isEqualTo(stripe);
  }

  @Test
  void elementHasNoEventsFieldBecauseStrictClientsRefuseIt() {
    assertThat(api.get("/elements/gmail").json().has("events")).isFalse();
  }

  @Test
  void metadataHasTheEvents() {
    JsonNode events = api.get("/elements/gmail/metadata").json().path("events");

    assertThat(events.path("supported").booleanValue()).isTrue();
    assertThat(events.path("methods")).isEqualTo(Json.parse("[\"polling\"]"));
    assertThat(events.at("/polling/changed-messages/pollUrl").asText())
        .isEqualTo("/hubs/general/changed-messages");
    assertThat(events.at("/polling/changed-messages/eventTypes"))
        .isEqualTo(Json.parse("[\"created\", \"updated\", \"deleted\"]"));
    assertThat(api.get("/elements/hotmail/metadata").status()).isEqualTo(404);
  }

  @Test
  void keysAreListed() {
    Answer answer = api.get("/elements/keys");

    assertThat(answer.json().findValuesAsText("key"))
        .isEqualTo(api.get("/elements").json().findValuesAsText("key"));
    assertThat(answer.header("elements-returned-count"))
        .isEqualTo(String.valueOf(answer.json().size()));
  }

  @Test
  void theOauthUrlLeadsToTheProvider() {
    JsonNode answer = api.get(URL + "?" + CLIENT).json();

    assertThat(answer.path("element").asText()).isEqualTo("googlesuite");
    assertThat(answer.path("oauthUrl").asText())
        .startsWith("https://accounts.google.com/o/oauth2/v2/auth?")
        .contains("access_type=offline", "prompt=consent", "response_type=code", "client_id=key")
        .contains("redirect_uri=https%3A%2F%2Fa.b%2Fc", "state=googlesuite", "scope=profile%20")
        .doesNotContain("secret-1");
  }

  @Test
  void theOauthUrlHasTheRequestedScopeAndState() {
    String url =
        api.get(URL + "?" + CLIENT + "&scope=a,b%20c&state=s%261").json().path("oauthUrl").asText();

    assertThat(url).contains("scope=a%20b%20c", "state=s%261");
  }

  @Test
  void theOauthUrlCanBeRequestedWithABody() {
    String body = "{\"apiKey\":\"key\",\"apiSecret\":\"s\",\"callbackUrl\":\"https://a.b/c\"}";

    assertThat(api.call("POST", URL, body).json()).isEqualTo(api.get(URL + "?" + CLIENT).json());
    assertThat(api.call("POST", URL, "[]").status()).isEqualTo(400);
    assertThat(api.call("POST", URL, "{\"apiKey\":1}").message()).contains("apiKey is a number");
  }

  @ParameterizedTest
  @CsvSource({
    "callbackUrl=https://a.b/c, apiKey is missing",
    "apiKey=&callbackUrl=https://a.b/c, apiKey is missing",
    "apiKey=key, callbackUrl is missing",
    "apiKey=key&callbackUrl=/c, callbackUrl is \"/c\"",
    "apiKey=key&callbackUrl=https://a.b/%20c d, callbackUrl is",
    "apiKey=key&callbackUrl=https://a.b/%23c, callbackUrl is",
  })
  void refusesParametersThatAreWrong(String query, String fragment) {
    Answer answer = api.get(URL + "?" + query.replace(" ", "%20"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).contains(fragment);
  }

  @Test
  void createsAnInstanceOfTheElementInThePath() {
    JsonNode withoutElement = Seeds.gmail().without("element");

    Answer answer = api.call("POST", "/elements/gmail/instances", withoutElement);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/element/key").asText()).isEqualTo("gmail");
    assertThat(api.call("POST", "/elements/googlesuite/instances", Seeds.gmail()).message())
        .contains("element.key is \"gmail\"");
    assertThat(api.call("POST", "/elements/hotmail/instances", Json.text(withoutElement)).status())
        .isEqualTo(404);
  }
}
