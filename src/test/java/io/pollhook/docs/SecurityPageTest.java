package io.pollhook.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every defence in SECURITY.md names tests that exist. */
class SecurityPageTest {
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT))`");

  @Test
  void everyDefenceNamesTestsThatExist() throws IOException {
    Set<String> existing;
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      existing =
          files
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .collect(Collectors.toSet());
    }
    String table = Files.readString(Path.of("SECURITY.md")).split("where shown \\|\n.*\n", 2)[1];
    List<String> rows = table.lines().takeWhile(line -> line.startsWith("|")).toList();
    assertThat(rows)
        .hasSizeGreaterThan(10)
        .allSatisfy(
            row -> {
              List<String> named = TEST.matcher(row).results().map(test -> test.group(1)).toList();
              assertThat(named).isNotEmpty();
              assertThat(existing).containsAll(named);
            });
  }
}
