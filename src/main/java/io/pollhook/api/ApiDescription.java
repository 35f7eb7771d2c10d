package io.pollhook.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The OpenAPI 3.0 document that describes the API and from which the REST routes are made. */
final class ApiDescription {
  private static final String FILE = "/io/pollhook/openapi/pollhook.yaml";
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /** A parameter matches any text, so literal segments come first (OpenAPI 3.0.3, §4.7.8.2). */
  private static final Comparator<Operation> LITERALS_FIRST =
      Comparator.comparing(operation -> operation.path().replace('{', Character.MAX_VALUE));

  private final JsonNode document;
  private final List<Operation> operations;

  private ApiDescription(JsonNode document) {
    this.document = document;
    this.operations = operations(document);
  }

  /** Reads the packaged file. */
  static ApiDescription load() {
    try (InputStream file = ApiDescription.class.getResourceAsStream(FILE)) {
      Map<String, Object> read = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
      return new ApiDescription(Json.MAPPER.valueToTree(read));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The whole document. */
  JsonNode document() {
    return document;
  }

  /** The base path of all calls. */
  String basePath() {
    return document.at("/servers/0/url").textValue();
  }

  /** The calls, in the order in which a request is matched against them. */
  List<Operation> operations() {
    return operations;
  }

  /** Returns whether a path below the base path may be called without credentials. */
  boolean isOpen(String path) {
    return operations.stream().filter(Operation::open).anyMatch(operation -> operation.isAt(path));
  }

  private static List<Operation> operations(JsonNode document) {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> call : path.getValue().properties()) {
        if (METHODS.contains(call.getKey())) {
          operations.add(operation(path.getKey(), call.getKey(), call.getValue()));
        }
      }
    }
    operations.sort(LITERALS_FIRST);
    return List.copyOf(operations);
  }

  private static Operation operation(String path, String method, JsonNode call) {
    boolean open = false;
    for (JsonNode alternative : call.path("security")) {
      open |= alternative.isEmpty();
    }
    return new Operation(
        call.path("operationId").textValue(), call.at("/tags/0").textValue(), method, path, open);
  }
}
