package io.pollhook.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/architecture.md matches the packages. */
class ArchitecturePageTest {
  private static final Path SOURCES = Path.of("src/main/java/io/pollhook");
  private static final Page PAGE = Page.of("docs/architecture.md");
  private static final Pattern JAVADOC = Pattern.compile("(?s)/\\*\\*(.*?)\\*/");

  /** A package with its description. */
  private record Row(String name, String subject) {}

  private static List<Row> rows() {
    return PAGE.rows("\\| `([a-z]+)` \\| (.+) \\|").stream()
        .map(row -> new Row(row.group(1), row.group(2)))
        .toList();
  }

  static Stream<String> packages() {
    return Architecture.FROM_TOP_TO_BOTTOM.stream();
  }

  @Test
  void listsThePackagesFromTopToBottom() {
    assertThat(rows())
        .extracting(Row::name)
        .containsExactlyElementsOf(Architecture.FROM_TOP_TO_BOTTOM);
  }

  /** The description of a package is the same in both places. */
  @ParameterizedTest
  @MethodSource("packages")
  void describesAPackageAsItsJavadocDoes(String name) throws IOException {
    Path file = SOURCES.resolve(name).resolve("package-info.java");
    assertThat(file).exists();
    assertThat(rows()).contains(new Row(name, firstSentence(Files.readString(file))));
  }

  private static String firstSentence(String source) {
    String text =
        JAVADOC
            .matcher(source)
            .results()
            .findFirst()
            .map(javadoc -> javadoc.group(1))
            .orElseThrow()
            .replaceAll("\\n \\* ?", " ")
            .replaceAll("\\{@code ([^}]*)}", "`$1`")
            .strip();
    return text.split("(?<=[.]) (?=[A-Z])", 2)[0].replaceFirst("[.]$", "");
  }

  @Test
  void namesFilesThatExist() {
    List<String> named =
        Pattern.compile("`([a-z]+/[A-Za-z.-]+[.](?:java|yaml))`")
            .matcher(PAGE.text())
            .results()
            .map(MatchResult::group)
            .map(name -> name.replace("`", ""))
            .toList();

    assertThat(named).hasSizeGreaterThan(10);
    assertThat(named)
        .allSatisfy(
            name ->
                assertThat(name.startsWith("routes/") ? Path.of(name) : SOURCES.resolve(name))
                    .exists());
  }
}
