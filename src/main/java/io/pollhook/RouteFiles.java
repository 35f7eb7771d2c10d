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
  private static final String SUFFIX = ".camel.yaml";
  private static final List<String> PACKAGED =
      List.of(
          "api",
          "delivery",
          "gmail",
          "google-calendar",
          "google-http",
          "google-people",
          "poll",
          "rest");

  private RouteFiles() {}

  static void configure(Main main, Path directory) {
    main.addInitialProperty(
        "camel.main.routes-include-pattern", String.join(",", locations(directory)));
    if (Files.isDirectory(directory)) {
      main.addInitialProperty("camel.main.routes-reload-enabled", "true");
      main.addInitialProperty("camel.main.routes-reload-directory", directory.toString());
      main.addInitialProperty("camel.main.routes-reload-pattern", "*" + SUFFIX);
      // true would remove the generated routes with every save
      main.addInitialProperty("camel.main.routes-reload-remove-all-routes", "false");
    }
  }

  static List<String> locations(Path directory) {
    List<String> locations = new ArrayList<>();
    for (String name : PACKAGED) {
      if (!Files.isRegularFile(directory.resolve(name + SUFFIX))) {
        locations.add("classpath:routes/" + name + SUFFIX);
      }
    }
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.list(directory)) {
        files
            .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
            .sorted()
            .forEach(file -> locations.add("file:" + file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return locations;
  }
}
