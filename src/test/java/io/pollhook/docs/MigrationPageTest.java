package io.pollhook.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page says which operations of the vendor's SDK are answered, and counts them. */
class MigrationPageTest {
  private static final Pattern OPERATION = Pattern.compile("`([A-Z]+ /[^`]*)`");
  private static final Page PAGE = Page.of("docs/migration.md");
  private static final List<MatchResult> ANSWERED =
      PAGE.rows("\\| ([a-z ]+) \\| (\\d+) of (\\d+) \\| (`.*`) \\|");
  private static final List<MatchResult> NOT_ANSWERED =
      PAGE.rows("\\| ([a-z ]+) \\| (`[A-Z]+ /.*`) \\| [^|`]+.*\\|");

  @Test
  void answeredOperationsAreDescribed() {
    assertThat(ANSWERED).hasSize(3);
    assertThat(ANSWERED)
        .allSatisfy(row -> assertThat(described()).containsAll(operations(row.group(4))));
  }

  @Test
  void otherOperationsAreNotDescribed() {
    assertThat(NOT_ANSWERED).isNotEmpty();
    assertThat(NOT_ANSWERED)
        .allSatisfy(
            row -> assertThat(described()).doesNotContainAnyElementsOf(operations(row.group(2))));
  }

  @Test
  void countsAreThoseOfTheLists() {
    Map<String, Integer> others = new HashMap<>();
    NOT_ANSWERED.forEach(
        row -> others.merge(row.group(1), operations(row.group(2)).size(), Integer::sum));

    assertThat(ANSWERED)
        .allSatisfy(
            row -> {
              int answered = operations(row.group(4)).size();
              assertThat(row.group(2)).isEqualTo(String.valueOf(answered));
              assertThat(row.group(3))
                  .isEqualTo(String.valueOf(answered + others.getOrDefault(row.group(1), 0)));
            });
  }

  /** The SDK names some parameters differently. */
  private static String unnamed(String operation) {
    return operation.replaceAll("\\{[^}]*}", "{}");
  }

  private static Set<String> described() {
    return DescribedCalls.read().stream()
        .map(MigrationPageTest::unnamed)
        .collect(Collectors.toSet());
  }

  private static Set<String> operations(String cell) {
    return OPERATION
        .matcher(cell)
        .results()
        .map(operation -> unnamed(operation.group(1)))
        .collect(Collectors.toSet());
  }
}
