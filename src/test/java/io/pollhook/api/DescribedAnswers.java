package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.oas.OpenApi30;
import io.pollhook.api.ApiFixture.Answer;
import io.pollhook.store.Json;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compares answers with the API's description, strictly: a field that the description does not name
 * is a difference.
 */
final class DescribedAnswers {
  private static final JsonSchemaFactory SCHEMAS = schemas();

  private final ApiDescription description = ApiDescription.load();
  private final JsonNode document = strict(description.document().deepCopy());
  private final Map<JsonNode, JsonSchema> read = new ConcurrentHashMap<>();

  private static JsonSchemaFactory schemas() {
    JsonMetaSchema dialect = OpenApi30.getInstance();
    return new JsonSchemaFactory.Builder()
        .defaultMetaSchemaIri(dialect.getIri())
        .metaSchema(dialect)
        .build();
  }

  /** Fails if the call is described but its answer differs from the description. */
  void check(String method, String path, Answer answer) {
    operation(method, path.split("\\?", 2)[0]).ifPresent(call -> check(call, answer));
  }

  private Optional<Operation> operation(String method, String path) {
    return description.operations().stream()
        .filter(operation -> operation.method().equalsIgnoreCase(method))
        .filter(operation -> operation.isAt(path))
        .findFirst();
  }

  private void check(Operation call, Answer answer) {
    String named = call.id() + ": " + answer.status() + " " + answer.http().body();
    JsonNode responses =
        document.path("paths").path(call.path()).path(call.method()).path("responses");
    String status = String.valueOf(answer.status());
    assertThat(answer.status() < 400).as(named).isEqualTo(responses.has(status));
    JsonNode response = resolved(responses.path(responses.has(status) ? status : "default"));
    JsonNode content = response.at("/content/application~1json");
    boolean isOther = content.has("x-or") && answer.json().isObject();
    JsonNode schema = content.path(isOther ? "x-or" : "schema");
    if (schema.isMissingNode()) {
      assertThat(answer.http().body()).as(named).isEmpty();
    } else {
      assertThat(schema(schema).validate(answer.json())).as(named).isEmpty();
    }
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
  }

  private JsonSchema schema(JsonNode schema) {
    return read.computeIfAbsent(
        schema,
        unread -> {
          ObjectNode root = Json.MAPPER.createObjectNode();
          root.putArray("allOf").add(unread);
          root.set("components", document.get("components"));
          return SCHEMAS.getSchema(root);
        });
  }

  /** Leaves out formats, because the library that checks them is not part of the program. */
  private static JsonNode strict(JsonNode node) {
    if (node instanceof ObjectNode object) {
      if (object.path("format").isTextual()) {
        object.remove("format");
      }
      if (object.path("properties").isObject() && !object.has("additionalProperties")) {
        object.put("additionalProperties", false);
      }
    }
    node.forEach(DescribedAnswers::strict);
    return node;
  }
}
