package io.pollhook.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The picture in the README names routes and bodies that exist. */
class ReadmePictureTest {
  private static List<String> found(String pattern) throws IOException {
    String page = Files.readString(Path.of("README.md"));
    int begin = page.indexOf("```\n", page.indexOf("<!-- The picture")) + "```\n".length();
    String picture = page.substring(begin, page.indexOf("```", begin));
    return Pattern.compile(pattern)
        .matcher(picture)
        .results()
        .map(MatchResult::group)
        .distinct()
        .toList();
  }

  private static Set<String> routes() throws IOException {
    Set<String> ids = new TreeSet<>();
    try (Stream<Path> files = Files.list(Path.of("routes"))) {
      for (Path file : files.toList()) {
        for (JsonNode entry : new YAMLMapper().readTree(file.toFile())) {
          ids.add(entry.at("/route/id").asText());
        }
      }
    }
    return ids;
  }

  private static Set<String> types() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void routesInBracketsAreInTheRouteFiles() throws IOException {
    List<String> named = found("(?<=\\[)[a-z][a-z-]+(?=])");

    assertThat(named).contains("poll-page", "event", "notification");
    assertThat(routes()).containsAll(named);
  }

  @Test
  void bodiesAreTypes() throws IOException {
    List<String> named = found("\\b[A-Z][a-z]+\\b");

    assertThat(named).contains("Feed", "Page", "Change", "Event");
    assertThat(types()).containsAll(named);
  }
}
