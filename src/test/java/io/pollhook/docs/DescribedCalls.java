package io.pollhook.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The calls of the OpenAPI document. */
final class DescribedCalls {
  private static final Path DOCUMENT = Path.of("src/main/resources/openapi/pollhook.yaml");
  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

  private DescribedCalls() {}

  /** Method and path of each call, such as {@code GET /instances/{id}}. */
  static Set<String> read() {
    Set<String> calls = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : document().path("paths").properties()) {
      METHODS.stream()
          .filter(path.getValue()::has)
          .forEach(method -> calls.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
    }
    return calls;
  }

  private static JsonNode document() {
    try {
      return new YAMLMapper().readTree(DOCUMENT.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
