package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.api.ApiFixture.Answer;
import io.pollhook.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row is a body, the expected status and a part of the message. */
class RefusesBadBodiesTest extends SharedApiTest {
  private static final String CONFIGURED = "configuration.";
  private static final String POLLER = "event.poller.configuration";
  private static final String INTERVAL = "event.poller.refresh_interval";
  private static final String CALLBACK = "event.notification.callback.url";

  @ParameterizedTest(name = "{0}")
  @MethodSource({"documents", "fields", "configurations", "intervals", "resources"})
  void theMessageNamesTheMistake(String what, Object body, int status, String fragment) {
    Answer answer = api.call("POST", "/instances", body);

    assertThat(answer.status()).as(answer.http().body()).isEqualTo(status);
    assertThat(answer.message()).contains(fragment);
    assertThat(answer.json().path("requestId").asText()).matches("[0-9a-f]{24}");
    assertThat(answer.header("elements-request-id"))
        .isEqualTo(answer.json().path("requestId").asText());
    assertThat(answer.http().body())
        .doesNotContain(
            Seeds.API_KEY, Seeds.API_SECRET, Seeds.CODE, ApiFixture.USER, ApiFixture.ORGANIZATION)
        .doesNotContainIgnoringCase("exception");
    assertThat(api.instances.list(0, 1)).as("no instance is left").isEmpty();
  }

  static Stream<Arguments> documents() {
    String seed = Json.text(Seeds.gmail());
    return Stream.of(
        arguments("nothing", "", 400, "the body is empty"),
        arguments("blank", "  \n\t", 400, "the body is empty"),
        arguments("null", "null", 400, "the body is null, expected an object"),
        arguments("an array", "[]", 400, "the body is an array, expected an object"),
        arguments("a text", "\"x\"", 400, "the body is text, expected an object"),
        arguments("a number", "17", 400, "the body is a number, expected an object"),
        arguments("a word", "instance", 400, "the body is not valid JSON, at line 1"),
        arguments(
            "an unquoted secret", "{\"a\": " + Seeds.API_SECRET + "}", 400, "is not valid JSON"),
        arguments(
            "cut off", seed.substring(0, seed.length() - 9), 400, "the body is not valid JSON"),
        arguments("more after it", seed + "}", 400, "the body is not valid JSON"),
        arguments("two documents", seed + seed, 400, "the body is not valid JSON"),
        arguments("a duplicate key", "{\"name\":\"a\",\"name\":\"b\"}", 400, "duplicate key"),
        arguments("single quotes", "{'name': 'a'}", 400, "the body is not valid JSON"),
        arguments("a comment", "/* a */ {}", 400, "the body is not valid JSON"),
        arguments("NaN", "{\"name\": NaN}", 400, "the body is not valid JSON"),
        arguments("XML", "<instance/>", 400, "the body is not valid JSON"),
        arguments("a form", "name=a&element=gmail", 400, "the body is not valid JSON"),
        arguments("a raw NUL", "{\"name\": \"a\u0000\"}", 400, "the body is not valid JSON"),
        arguments("a wrong escape", "{\"name\": \"\\x\"}", 400, "the body is not valid JSON"),
        arguments(
            "no UTF-8",
            new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'},
            400,
            "not valid JSON"),
        arguments("deep arrays", "[".repeat(100_000), 400, "nested too deep"),
        arguments("deep objects", "{\"a\":".repeat(50_000), 400, "nested too deep"),
        arguments("deep and closed", "[".repeat(900) + "]".repeat(900), 400, "nested too deep"),
        arguments("a long number", "{\"a\":" + "9".repeat(5_000) + "}", 400, "too long"),
        arguments("10 MB", "x".repeat(10_000_000), 413, "too large"),
        arguments(
            "10 MB of JSON", "{\"name\":\"" + "x".repeat(10_000_000) + "\"}", 413, "too large"),
        arguments("nothing in an object", "{}", 400, "element.key is missing"));
  }

  static Stream<Arguments> fields() {
    return Stream.of(
        seed("no element", body -> body.remove("element"), "element.key is missing"),
        seed("null element", body -> body.putNull("element"), "element.key is missing"),
        seed("a text for an element", body -> body.put("element", "gmail"), "element is text"),
        seed("an array for an element", body -> body.putArray("element"), "element is an array"),
        seed("no key", body -> body.putObject("element"), "element.key is missing"),
        seed(
            "a number for a key",
            body -> element(body).put("key", 6409),
            "element.key is a number"),
        seed("a blank key", body -> element(body).put("key", " "), "element.key is blank"),
        arguments(
            "an unknown element",
            with(body -> element(body).put("key", "hotmail")),
            404,
            "no element with key hotmail"),
        arguments(
            "an unknown number",
            with(body -> body.putObject("element").put("id", 1)),
            404,
            "no element with key 1"),
        seed("no name", body -> body.remove("name"), "name is missing"),
        seed("an empty name", body -> body.put("name", ""), "name is blank, expected text"),
        seed("a number for a name", body -> body.put("name", 1), "name is a number"),
        seed("an object for a name", body -> body.putObject("name"), "name is an object"),
        seed(
            "a text for tags", body -> body.put("tags", "Docs"), "tags is text, expected an array"),
        seed(
            "a number in tags",
            body -> body.putArray("tags").add("a").add(1),
            "tags[1] is a number"),
        seed("null in tags", body -> body.putArray("tags").addNull(), "tags[0] is null"),
        seed("no code", body -> body.remove("providerData"), "providerData.code is missing"),
        seed("an empty code", body -> data(body).put("code", ""), "providerData.code is blank"),
        seed(
            "a number for a code",
            body -> data(body).put("code", 4),
            "providerData.code is a number"),
        seed(
            "a masked code",
            body -> data(body).put("code", "********"),
            "providerData.code is missing"),
        seed(
            "a text for provider data",
            body -> body.put("providerData", "4/x"),
            "providerData is text"),
        seed(
            "a refused code",
            body -> data(body).put("code", StubGrants.REFUSED),
            "the provider refuses"),
        seed(
            "an unknown external authentication",
            body -> body.put("externalAuthentication", "later"),
            "externalAuthentication is \"later\", expected \"initial\" or \"none\""),
        seed(
            "external without a token",
            body -> body.put("externalAuthentication", "initial").remove("providerData"),
            "missing in configuration: oauth.user.refresh_token"),
        seed("no configuration", body -> body.remove("configuration"), "missing in configuration"),
        seed(
            "a text for a configuration",
            body -> body.put("configuration", "{}"),
            "configuration is text"),
        seed(
            "an array for it",
            body -> body.putArray("configuration"),
            "configuration is an array"));
  }

  static Stream<Arguments> configurations() {
    return Stream.of(
        seed(
            "an empty configuration",
            body -> body.putObject("configuration"),
            "missing in configuration: oauth.api.key, oauth.api.secret, oauth.callback.url"),
        configured("oauth.api.secret", "\"\"", "missing in configuration: oauth.api.secret"),
        configured("oauth.api.secret", "null", "missing in configuration: oauth.api.secret"),
        configured("oauth.api.secret", "\"********\"", "oauth.api.secret is a mask"),
        configured("oauth.api.secret", "[\"api-secret-77777\"]", "oauth.api.secret is an array"),
        configured(
            "oauth.api.secret",
            "\"a\\r\\nX-More: b\"",
            "configuration.oauth.api.secret is \"********\", expected text without control"),
        configured("oauth.api.key", "17", "oauth.api.key is a number, expected text"),
        configured("oauth.api.key", "{}", "oauth.api.key is an object"),
        configured(
            "oauth.callback.url", "true", "oauth.callback.url is true or false, expected text"),
        configured("oauth.callback.url", "\"oauth\"", "is \"oauth\", expected an absolute URL"),
        configured(
            "oauth.callback.url", "\"https://a b\"", "is \"https://a b\", expected an absolute"),
        configured("oauth.callback.url", "\"https://a/#b\"", "expected an absolute URL without a"),
        configured(CALLBACK, "\"http://localhost:8080/\"", CONFIGURED + CALLBACK),
        configured(CALLBACK, "\"http://127.0.0.1/\"", CONFIGURED + CALLBACK),
        configured(CALLBACK, "\"http://[::1]/\"", CONFIGURED + CALLBACK),
        configured(CALLBACK, "\"http://0x7f000001/\"", CONFIGURED + CALLBACK),
        configured(CALLBACK, "\"http://2130706433/\"", CONFIGURED + CALLBACK),
        configured(CALLBACK, "\"http://10.0.0.1/\"", CONFIGURED + CALLBACK),
        configured(CALLBACK, "\"http://169.254.169.254/\"", CONFIGURED + CALLBACK),
        configured(CALLBACK, "\"https://api-secret-77777:b@c.d/\"", "contains a user or password"),
        configured(CALLBACK, "\"https://a b/\"", CONFIGURED + CALLBACK),
        configured(
            "event.notification.callback.headers",
            "\"api-secret-77777\"",
            "headers cannot be read"),
        configured("event.notification.enabled", "\"yes\"", "is \"yes\", expected false or true"),
        configured("event.notification.enabled", "1", "is \"1\", expected false or true"),
        configured("event.notification.enabled", "{}", "event.notification.enabled is an object"),
        configured(CALLBACK, "null", CALLBACK + " is missing"),
        configured(CALLBACK, "\"\"", CALLBACK + " is missing"),
        configured(CALLBACK, "\"false\"", CALLBACK + " is missing"),
        configured(CALLBACK, "false", CALLBACK + " is missing"),
        configured(CALLBACK, "17", CALLBACK + " is a number"),
        configured(CALLBACK, "\"ftp://example.com/\"", CALLBACK + " is \"ftp://"),
        configured(CALLBACK, "\"example.com/events\"", CALLBACK + " is \"example.com"),
        configured(
            "event.notification.signature.key", "{}", "event.notification.signature.key is an"),
        configured(
            "event.notification.basic.password", "[]", "event.notification.basic.password is an"),
        configured(
            "event.notification.signature.key",
            "\"whsec_c2hvcnQ=\"",
            "event.notification.signature.key begins with whsec_, expected Base64 of 24 to 64"),
        configured(
            "event.notification.signature.previous.key",
            "\"whsec_?\"",
            "event.notification.signature.previous.key begins with whsec_, expected Base64"),
        configured(
            "event.notification.format", "\"xml\"", "expected cloud-elements or cloudevents"),
        configured(
            "event.notification.failure.policy", "\"drop\"", "is \"drop\", expected hold or park"),
        configured("event.vendor.type", "\"webhook\"", "is \"webhook\", expected polling"),
        configured("event.notification.type", "\"email\"", "is \"email\", expected webhook"),
        configured("filter.response.nulls", "{}", "filter.response.nulls is an object"));
  }

  static Stream<Arguments> intervals() {
    return Stream.of(
        configured(INTERVAL, "\"0.5\"", "is \"0.5\", expected at least 1 minutes"),
        configured(INTERVAL, "0.9999", "expected at least 1 minutes"),
        configured(INTERVAL, "0", "is \"0\", expected minutes above zero"),
        configured(INTERVAL, "\"0\"", "is \"0\", expected minutes above zero"),
        configured(INTERVAL, "-15", "is \"-15\", expected minutes above zero"),
        configured(INTERVAL, "\"-1e-9\"", "expected minutes above zero"),
        configured(INTERVAL, "\"fifteen\"", "is \"fifteen\", expected minutes, such as 15"),
        configured(INTERVAL, "\"NaN\"", "is \"NaN\", expected minutes"),
        configured(INTERVAL, "\"Infinity\"", "is \"Infinity\", expected minutes"),
        configured(INTERVAL, "\"15m\"", "is \"15m\", expected minutes"),
        configured(INTERVAL, "\"15,5\"", "is \"15,5\", expected minutes"),
        configured(INTERVAL, "\"0x10\"", "is \"0x10\", expected minutes"),
        configured(INTERVAL, "1e999999999", "up to 1000000000"),
        configured(INTERVAL, "\"1e999999999\"", "up to 1000000000"),
        configured(POLLER, "\"{\\\"a\\\": 1e99999999999}\"", POLLER + ".a is"),
        configured(
            "event.notification.callback.headers",
            "\"{\\\"a\\\": 1e99999999999}\"",
            "callback.headers cannot be read"),
        configured(INTERVAL, "1e99999999999", "the body"),
        configured("custom", "1e99999999999", "the body"),
        configured("custom", "-1e-99999999999", "the body"),
        configured("custom", "[1e99999999999]", "the body"),
        configured(INTERVAL, "1e-999999999", "expected at least 1 minutes"),
        configured(INTERVAL, "\"1e99999999999\"", "expected minutes"),
        configured(INTERVAL, "2000000000", "up to 1000000000"),
        configured(INTERVAL, "\"" + "9".repeat(500) + "\"", "expected minutes"),
        configured(INTERVAL, "true", "is true or false, expected minutes"),
        configured(INTERVAL, "{}", "is an object"),
        configured(INTERVAL, "[15]", "is an array"));
  }

  static Stream<Arguments> resources() {
    return Stream.of(
        configured(POLLER, "[]", POLLER),
        configured(POLLER, "17", POLLER),
        configured(POLLER, "true", POLLER),
        configured(POLLER, "\"{\"", POLLER),
        configured(POLLER, "\"changed-messages\"", POLLER),
        configured(POLLER, "\"[]\"", POLLER),
        configured(POLLER, "{\"changed-messages\": 1}", "changed-messages"),
        configured(POLLER, "{\"changed-messages\": null}", "changed-messages"),
        configured(POLLER, "{\"changed-messages\": {}}", "changed-messages.url"),
        configured(POLLER, "{\"changed-messages\": {\"url\": 7}}", "changed-messages.url"),
        configured(POLLER, "{\"changed-messages\": {\"url\": \"\"}}", "changed-messages.url"),
        configured(
            POLLER,
            "{\"a\": {\"url\": \"/hubs/general/letters\"}}",
            "one that ends like /changed-messages"),
        configured(
            POLLER,
            "{\"a\": {\"url\": \"/hubs/general/changed-groups\"}}",
            "a.url is \"/hubs/general/changed-groups\""),
        configured(POLLER, "{\"a\": {\"url\": \"/changed-messages?x=${nonsense}\"}}", "a.url"),
        configured(
            POLLER, "{\"a\": {\"url\": \"/changed-messages\", \"idField\": []}}", "a.idField"));
  }

  private static Arguments seed(String what, Consumer<ObjectNode> change, String fragment) {
    return arguments(what, with(change), 400, fragment);
  }

  private static ObjectNode with(Consumer<ObjectNode> change) {
    ObjectNode body = Seeds.gmail();
    change.accept(body);
    return body;
  }

  private static Arguments configured(String key, String json, String fragment) {
    ObjectNode body = with(seed -> seed.withObject("configuration").set(key, Json.parse("\"@\"")));
    String text = Json.text(body).replace("\"@\"", json);
    String shown = json.length() > 40 ? json.substring(0, 40) : json;
    return arguments(
        CONFIGURED + key + ": " + shown, text.getBytes(StandardCharsets.UTF_8), 400, fragment);
  }

  private static ObjectNode element(ObjectNode body) {
    return body.withObject("element");
  }

  private static ObjectNode data(ObjectNode body) {
    return body.withObject("providerData");
  }
}
