package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.api.ApiFixture.Answer;
import io.pollhook.store.Json;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row is a field, its bound, and a function that puts a text there. */
class BoundsTextsTest extends SharedApiTest {
  private static final String POLLER = "event.poller.configuration";

  static Stream<Arguments> fields() {
    return Stream.of(
        field("name", 255, (body, text) -> body.put("name", text)),
        field("tags[1]", 255, (body, text) -> body.putArray("tags").add("a").add(text)),
        url("oauth.callback.url", "https://a.b/"),
        url("event.notification.callback.url", "https://hooks.example.com/"),
        value("event.notification.signature.key"),
        value("event.notification.basic.password"),
        value("custom"),
        field(
            "a key in configuration",
            255,
            (body, text) -> configuration(body).put(text, "a value")),
        field(
            "configuration." + POLLER + ".changed-messages.url",
            2_048,
            (body, text) -> poller(body).put("url", padded("/changed-messages?fields=", text))),
        field(
            "configuration." + POLLER + ".changed-messages.note",
            65_536,
            (body, text) -> poller(body).put("note", text)),
        field(
            "configuration." + POLLER,
            65_536,
            (body, text) -> {
              String start = "{\"changed-messages\":{\"url\":\"/changed-messages\"}";
              configuration(body).put(POLLER, padded(start, text, "}"));
            }),
        field(
            "configuration.event.notification.callback.headers.X-Custom",
            65_536,
            (body, text) ->
                configuration(body)
                    .putObject("event.notification.callback.headers")
                    .put("X-Custom", text)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("fields")
  void textOfTheHighestLengthIsAccepted(
      String field, int bound, BiConsumer<ObjectNode, String> put) {
    Answer answer = api.call("POST", "/instances", seed(put, "x".repeat(bound)));

    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("fields")
  void longerTextIsRefused(String field, int bound, BiConsumer<ObjectNode, String> put) {
    Answer answer = api.call("POST", "/instances", seed(put, "x".repeat(bound + 1)));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message())
        .startsWith(field + " has " + (bound + 1) + " characters, expected at most " + bound);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("fields")
  void longerTextInAChangeIsRefused(String field, int bound, BiConsumer<ObjectNode, String> put) {
    String path = "/instances/" + api.call("POST", "/instances", Seeds.gmail()).json().get("id");
    ObjectNode body = seed(put, "x".repeat(bound + 1));
    body.remove("providerData");

    for (String method : new String[] {"PATCH", "PUT"}) {
      Answer answer = api.call(method, path, body);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.message()).startsWith(field + " has ");
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("fields")
  void charactersAreCountedNotTheirEncoding(
      String field, int bound, BiConsumer<ObjectNode, String> put) {
    if (bound == 255 && !field.startsWith("a key")) {
      Answer answer = api.call("POST", "/instances", seed(put, "\ud83d\ude00".repeat(bound)));

      assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    }
  }

  private static Arguments field(String name, int bound, BiConsumer<ObjectNode, String> put) {
    return arguments(name, bound, put);
  }

  private static Arguments value(String key) {
    return field(
        "configuration." + key, 65_536, (body, text) -> configuration(body).put(key, text));
  }

  private static Arguments url(String key, String start) {
    return field(
        "configuration." + key,
        2_048,
        (body, text) -> configuration(body).put(key, padded(start, text)));
  }

  /** A text of the same length with a given start and end. */
  private static String padded(String start, String text, String end) {
    return start + " ".repeat(text.length() - start.length() - end.length()) + end;
  }

  private static String padded(String start, String text) {
    return start + text.substring(start.length());
  }

  private static ObjectNode seed(BiConsumer<ObjectNode, String> put, String text) {
    ObjectNode body = Seeds.gmail();
    put.accept(body, text);
    return body;
  }

  private static ObjectNode configuration(ObjectNode body) {
    return body.withObject("configuration");
  }

  private static ObjectNode poller(ObjectNode body) {
    return configuration(body)
        .set(POLLER, Json.parse("{\"changed-messages\":{\"url\":\"/changed-messages\"}}"))
        .withObject(POLLER)
        .withObject("changed-messages");
  }
}
