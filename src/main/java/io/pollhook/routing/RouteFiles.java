package io.pollhook.routing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The route files to run: the shipped ones, each replaced by a file of the same name in the user's
 * directory, and the additional files there.
 */
public final class RouteFiles {
  private static final String SUFFIX = ".camel.yaml";
  private static final String DIRECTORY = "io/pollhook/routes/";
  private static final List<String> SHIPPED =
      List.of(
          "api",
          "delivery",
          "event",
          "gmail",
          "google-calendar",
          "google-http",
          "google-people",
          "hub",
          "notification",
          "poll",
          "rest");

  private static final List<String> OF_API = List.of("api", "hub");

  private final Path directory;
  private final Map<String, RouteFile> shipped = new TreeMap<>();

  /** Takes the directory of the user's own files, which need not exist. */
  public RouteFiles(Path directory) {
    this(directory, SHIPPED);
  }

  private RouteFiles(Path directory, List<String> names) {
    this.directory = directory;
    names.stream().map(name -> name + SUFFIX).forEach(name -> shipped.put(name, shipped(name)));
  }

  /**
   * Returns the files that poll and deliver, without those of the HTTP API.
   *
   * @param directory the user's own files; null for none
   */
  public static RouteFiles withoutApi(Path directory) {
    return new RouteFiles(
        directory, SHIPPED.stream().filter(name -> !OF_API.contains(name)).toList());
  }

  private static RouteFile shipped(String name) {
    try (InputStream text = RouteFiles.class.getResourceAsStream("/" + DIRECTORY + name)) {
      if (text == null) {
        throw new IllegalStateException("the program lacks the file routes/" + name);
      }
      return new RouteFile(
          name,
          "classpath:" + DIRECTORY + name,
          new String(text.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the files: shipped ones first, then the user's own, each sorted by name. */
  List<RouteFile> read() throws IOException {
    Map<String, RouteFile> kept = new TreeMap<>(shipped);
    List<RouteFile> own = new ArrayList<>();
    for (Path file : own()) {
      try {
        own.add(RouteFile.read(file));
        kept.remove(file.getFileName().toString());
      } catch (NoSuchFileException e) {
        // deleted since it was listed
      }
    }
    return Stream.concat(kept.values().stream(), own.stream()).toList();
  }

  /** The origin of a file: {@code shipped}, {@code own}, or {@code replaces shipped}. */
  String origin(RouteFile file) {
    if (!file.isOwn()) {
      return "shipped";
    }
    return shipped.containsKey(file.name()) ? "replaces shipped" : "own";
  }

  /**
   * Returns size and modification time of each file.
   *
   * @return a map equal to the previous one unless a file was added, saved or removed
   */
  Map<Path, String> stamps() throws IOException {
    Map<Path, String> stamps = new TreeMap<>();
    for (Path file : own()) {
      try {
        stamps.put(file, Files.size(file) + " " + Files.getLastModifiedTime(file));
      } catch (NoSuchFileException e) {
        // deleted since it was listed
      }
    }
    return stamps;
  }

  private List<Path> own() throws IOException {
    if (directory == null) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
  }
}
