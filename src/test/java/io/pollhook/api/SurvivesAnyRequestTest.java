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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every described call with everything that a field or parameter should not be. Each answer is
 * compared with the description by {@link ApiFixture}.
 */
class SurvivesAnyRequestTest extends SharedApiTest {
  private static final ApiDescription DESCRIPTION = ApiDescription.load();
  private static final List<String> ODD =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1e400",
          "99999999999999999999",
          "\"\"",
          "\" \"",
          "\"\\u0000\\ud800 \u00e9\ud83d\ude00\"",
          "\"${env:HOME} {{pollhook.user-secret}}\"",
          "\"" + "x".repeat(70_000) + "\"",
          "[]",
          "[null]",
          "{}",
          "{\"a\": {\"b\": [{\"c\": null}]}}",
          "[".repeat(100) + "]".repeat(100));

  private ObjectNode instance;

  @BeforeAll
  void create() {
    instance = api.call("POST", "/instances", Seeds.gmail()).object();
  }

  static List<Operation> operations() {
    return DESCRIPTION.operations().stream()
        .filter(operation -> !operation.method().equals("delete"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void inItsBody(Operation operation) {
    JsonNode schema = bodySchema(operation);
    List<String> bodies = new ArrayList<>(ODD);
    for (String odd : ODD) {
      schema
          .path("properties")
          .fieldNames()
          .forEachRemaining(field -> bodies.add("{" + Json.text(field) + ": " + odd + "}"));
    }
    for (String body : schema.isMissingNode() ? List.<String>of() : bodies) {
      check(api.call(method(operation), path(operation), body));
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void inItsParameters(Operation operation) {
    for (JsonNode declared : call(operation).path("parameters")) {
      JsonNode parameter = resolved(declared);
      for (String odd : ODD) {
        String value = URLEncoder.encode(odd.substring(0, Math.min(odd.length(), 2_000)), StandardCharsets.UTF_8);
        String name = URLEncoder.encode(parameter.path("name").asText(), StandardCharsets.UTF_8);
        check(
            api.call(method(operation), path(operation) + "?" + name + "=" + value, null));
      }
    }
  }

  private void check(Answer answer) {
    assertThat(answer.status()).as(answer.http().body()).isLessThan(500);
    assertThat(answer.http().body())
        .doesNotContain(Seeds.API_SECRET, Seeds.CODE, ApiFixture.USER, ApiFixture.ORGANIZATION)
        .doesNotContainIgnoringCase("exception");
    assertThat(api.instances.list(0, 10)).as("nothing is created").hasSize(1);
  }

  private static JsonNode call(Operation operation) {
    return DESCRIPTION.document().path("paths").path(operation.path()).path(operation.method());
  }

  private static JsonNode bodySchema(Operation operation) {
    JsonNode body = resolved(call(operation).path("requestBody"));
    return resolved(body.at("/content/application~1json/schema"));
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref")
        ? DESCRIPTION.document().at(node.get("$ref").textValue().substring(1))
        : node;
  }

  private static String method(Operation operation) {
    return operation.method().toUpperCase(Locale.ROOT);
  }

  private String path(Operation operation) {
    return operation
        .path()
        .replace("{id}", instance.path("id").asText())
        .replace("{keyOrId}", "gmail")
        .replaceAll("\\{\\w+}", "0");
  }
}
