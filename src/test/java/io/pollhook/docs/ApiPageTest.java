package io.pollhook.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ApiPageTest {
  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

  @Test
  void listsEveryCallOfTheRestDsl() throws IOException {
    Set<String> listed =
        Page.of("docs/api.md").rows("\\| `([A-Z]+ /[^`]*)` \\|.*").stream()
            .map(row -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> served = served();
    Set<String> byToken = new TreeSet<>(served);
    byToken.removeAll(listed);
    assertThat(listed).isNotEmpty().isSubsetOf(served);
    assertThat(byToken)
        .allSatisfy(
            call -> assertThat(listed).contains(call.replace("/instances", "/instances/{id}")));
  }

  private static Set<String> served() throws IOException {
    Set<String> served = new TreeSet<>();
    for (JsonNode entry : new YAMLMapper().readTree(Path.of("routes/api.camel.yaml").toFile())) {
      if (entry.at("/rest/path").asText().equals("/elements/api-v2")) {
        for (String method : METHODS) {
          for (JsonNode call : entry.at("/rest/" + method)) {
            served.add(method.toUpperCase(Locale.ROOT) + " " + call.path("path").asText());
          }
        }
      }
    }
    return served;
  }
}
