package io.pollhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.main.Main;

/**
 * Which route files run: the jar's, but for those that have a file of the same name in a directory
 * of the person's own, and whatever else is there.
 */
final class RouteFiles {
  static final String SUFFIX = ".camel.yaml";
  private static final List<String> PACKAGED =
      List.of(
          "api",
          "delivery",
          "event",
          "gmail",
          "google-calendar",
          "google-http",
          "google-people",
          "notification",
          "poll",
          "rest");

  private RouteFiles() {}

  static void configure(Main main, Path directory) {
    main.addInitialProperty(
        "camel.main.routes-include-pattern", String.join(",", locations(directory)));
  }

  static List<String> locations(Path directory) {
    List<String> locations = new ArrayList<>();
    for (String name : PACKAGED) {
      if (!Files.isRegularFile(directory.resolve(name + SUFFIX))) {
        locations.add("classpath:routes/" + name + SUFFIX);
      }
    }
    in(directory).forEach(file -> locations.add("file:" + file));
    return locations;
  }

  /** The person's own, by name; none where there is no such directory. */
  static List<Path> in(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
