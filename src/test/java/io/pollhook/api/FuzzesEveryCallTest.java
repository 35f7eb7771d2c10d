package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.api.ApiFixture.Answer;
import io.pollhook.store.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Makes every described call with values that its schemas do not expect: there is no server error,
 * no secret in an answer, and nothing is left half-created.
 */
class FuzzesEveryCallTest extends SharedApiTest {
  private static final ApiDescription DESCRIPTION = ApiDescription.load();
  private static final JsonNode DOCUMENT = DESCRIPTION.document();
  private static final String SECRET = "secret-that-no-answer-may-show";

  /** Null, wrong types, empty, huge and nested values, and texts that some layer may not accept. */
  private static final List<JsonNode> VALUES =
      Stream.of(
              "null",
              "true",
              "-1",
              "1e400",
              "99999999999999999999999999",
              "\"\"",
              "\" \"",
              "\"\\u0000\"",
              "\"\\ud800\"",
              "\"\u202e\u00fc\ud83d\ude00\"",
              "\"${gmtDate:Q}{{x}}\"",
              "\"" + "x".repeat(70_000) + "\"",
              "[]",
              "{}",
              "[null]",
              "[".repeat(300) + "]".repeat(300),
              "{\"a\":{\"a\":{\"a\":[]}}}")
          .map(Json::parse)
          .toList();

  private static final List<String> TEXTS =
      List.of("", "0", "-1", "99999999999999999999", "true", "\u00fc\u0000", "a/b", "..", "*", "x");

  static List<Operation> operations() {
    return DESCRIPTION.operations();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void unexpectedParametersDoNoHarm(Operation operation) {
    JsonNode call = DOCUMENT.path("paths").path(operation.path());
    List<JsonNode> parameters = new ArrayList<>();
    call.path("parameters").forEach(parameters::add);
    call.path(operation.method()).path("parameters").forEach(parameters::add);
    for (JsonNode reference : parameters) {
      JsonNode parameter = resolved(reference);
      String name = parameter.path("name").asText();
      for (String text : TEXTS) {
        String value = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        boolean inPath = parameter.path("in").asText().equals("path");
        if (inPath && (text.isEmpty() || text.equals(".."))) {
          continue; // another path
        }
        String path = inPath ? operation.path().replace("{" + name + "}", value) : operation.path();
        String query = inPath ? "" : "?" + URLEncoder.encode(name, StandardCharsets.UTF_8) + "=";
        check(operation, sample(path, "0") + query + (inPath ? "" : value), null);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void unexpectedBodiesDoNoHarm(Operation operation) {
    JsonNode schema = bodyOf(operation);
    if (schema.isMissingNode()) {
      return;
    }
    String id = api.call("POST", "/instances", Seeds.gmail()).json().path("id").asText();
    String path = sample(operation.path(), id);
    for (JsonNode value : VALUES) {
      check(operation, path, value);
      names(schema.path("properties"))
          .forEach(field -> check(operation, path, valid(field, value)));
    }
    api.call("DELETE", "/instances/" + id, null);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void unexpectedConfigurationsDoNoHarm(String key) {
    Operation create = operation("createInstance");
    for (JsonNode value : VALUES) {
      ObjectNode body = valid("", null);
      body.withObject("/configuration").set(key, value);
      check(create, create.path(), body);
    }
  }

  static List<String> keys() {
    return names(Seeds.gmail().path("configuration"));
  }

  private static Operation operation(String id) {
    return operations().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  /** A valid body with one field changed to another value, or left out if that is null. */
  private static ObjectNode valid(String field, JsonNode value) {
    ObjectNode body = Seeds.gmail();
    body.withObject("/configuration").put("oauth.api.secret", SECRET);
    if (value == null || value.isNull()) {
      body.remove(field);
    } else {
      body.set(field, value);
    }
    return body;
  }

  private void check(Operation operation, String path, JsonNode body) {
    List<Integer> before = rows();
    Answer answer = api.call(operation.method().toUpperCase(Locale.ROOT), path, body);

    String shown = answer.http().body();
    assertThat(answer.status()).as(path + " " + shown).isLessThan(500);
    assertThat(shown).doesNotContain(SECRET);
    if (answer.status() >= 400) {
      assertThat(answer.json().path("requestId").asText()).matches("[0-9a-f]{24}");
      assertThat(answer.message()).isNotBlank().hasSizeLessThan(2_000);
      assertThat(rows()).as(path).isEqualTo(before);
    }
  }

  private List<Integer> rows() {
    return Stream.of("instances", "grants", "lanes", "feeds")
        .map(
            table ->
                api.database.read(
                    handle ->
                        handle.select("SELECT COUNT(*) FROM " + table).mapTo(Integer.class).one()))
        .toList();
  }

  private static JsonNode bodyOf(Operation operation) {
    JsonNode call = DOCUMENT.path("paths").path(operation.path()).path(operation.method());
    JsonNode body = resolved(call.path("requestBody"));
    return resolved(body.at("/content/application~1json/schema"));
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? DOCUMENT.at(node.get("$ref").textValue().substring(1)) : node;
  }

  private static String sample(String path, String id) {
    return path.replace("{keyOrId}", "gmail").replace("{id}", id).replaceAll("\\{\\w+}", "0");
  }
}
