package io.pollhook.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.pollhook.metrics.StoredFiguresTest;
import io.pollhook.settings.Property;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files in ops/ and docs/operations.md match the program. */
class OperationsFilesTest {
  private static final Path OPS = Path.of("ops");
  private static final Pattern METRIC = Pattern.compile("\\b(?:pollhook|jvm|process)_\\w+");
  private static final Pattern VARIABLE = Pattern.compile("\\b(?:POLLHOOK|CAMEL)_[A-Z_]+");
  private static final Set<String> OF_CAMEL = Set.of("CAMEL_SERVER_HOST", "CAMEL_SERVER_PORT");

  @TempDir Path directory;

  @Test
  void boardAndRulesNameMetricsThatExist() throws IOException {
    Set<String> exist = StoredFiguresTest.scrapeWithOneFeed().names();

    assertThat(metrics("grafana/pollhook.json")).isNotEmpty().isSubsetOf(exist);
    assertThat(metrics("prometheus/pollhook.rules.yml")).isNotEmpty().isSubsetOf(exist);
  }

  private static Set<String> metrics(String file) throws IOException {
    JsonNode root = new YAMLMapper().readTree(OPS.resolve(file).toFile());
    return root.findValuesAsText("expr").stream()
        .flatMap(expression -> METRIC.matcher(expression).results())
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void promtoolAcceptsTheRules() throws Exception {
    Path output = directory.resolve("output");
    ProcessBuilder promtool =
        new ProcessBuilder(
                "promtool",
                "check",
                "rules",
                OPS.resolve("prometheus/pollhook.rules.yml").toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    Assumptions.assumeTrue(isInstalled(), "promtool is not installed: see .ci/promtool");
    int exitCode = promtool.start().waitFor();
    assertThat(exitCode).as(Files.readString(output)).isZero();
    assertThat(output).content().containsPattern("SUCCESS: \\d+ rules found");
  }

  private static boolean isInstalled() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "promtool")));
  }

  @Test
  void pageListsEveryMetricOfPollhook() throws IOException {
    Set<String> exist =
        StoredFiguresTest.scrapeWithOneFeed().names().stream()
            .filter(name -> name.startsWith("pollhook_"))
            .map(name -> name.replaceFirst("_(bucket|count|sum|max)$", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> listed =
        Page.of("docs/operations.md").rows("\\| `(pollhook_\\w+).*").stream()
            .map(row -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(listed).isEqualTo(exist);
  }

  @Test
  void everyAlertNamesAnAction() throws IOException {
    Page page = Page.of("docs/operations.md");
    List<String> anchors = new ArrayList<>();
    for (JsonNode rule :
        new YAMLMapper()
            .readTree(OPS.resolve("prometheus/pollhook.rules.yml").toFile())
            .at("/groups/0/rules")) {
      String runbook = rule.at("/annotations/runbook").asText();
      assertThat(runbook).startsWith("docs/operations.md#");
      anchors.add(runbook.substring(runbook.indexOf('#') + 1));
    }
    assertThat(anchors).isNotEmpty();
    assertThat(page.anchors()).containsAll(anchors);
  }

  @Test
  void everyVariableBelongsToAProperty() throws IOException {
    Set<String> known =
        Property.ALL.stream()
            .map(Property::environmentVariable)
            .collect(Collectors.toCollection(TreeSet::new));
    known.addAll(OF_CAMEL);

    for (String file :
        List.of(
            "Dockerfile", "compose.yaml", "kubernetes/pollhook.yaml", "systemd/pollhook.service")) {
      Set<String> named =
          VARIABLE
              .matcher(Files.readString(OPS.resolve(file)))
              .results()
              .map(MatchResult::group)
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(named).as(file).isNotEmpty().isSubsetOf(known);
    }
  }
}
