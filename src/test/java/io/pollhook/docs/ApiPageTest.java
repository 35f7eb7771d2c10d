package io.pollhook.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ApiPageTest {
  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

  @Test
  void listsEveryDescribedCall() throws IOException {
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
    JsonNode description =
        new YAMLMapper().readTree(Path.of("src/main/resources/openapi/pollhook.yaml").toFile());
    for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
      METHODS.stream()
          .filter(path.getValue()::has)
          .forEach(method -> served.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
    }
    return served;
  }
}
