package io.pollhook.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the jars in {@code lib/} next to the program's jar: components for a user's own routes.
 * Classes that the program contains itself take precedence.
 */
final class ExtraJars {
  private static final Logger LOG = LoggerFactory.getLogger(ExtraJars.class);

  private ExtraJars() {}

  /**
   * Makes their classes visible to this thread, and thereby to Camel. Does nothing if there is no
   * such directory.
   */
  static void use() {
    Path program = program();
    Path directory = program.resolveSibling("lib");
    if (Files.isRegularFile(program) && Files.isDirectory(directory)) {
      URL[] jars = jars(directory);
      ClassLoader own = ExtraJars.class.getClassLoader();
      Thread.currentThread().setContextClassLoader(new URLClassLoader("lib", jars, own));
      LOG.info("loading jars from {}: {}", directory, jars.length);
    }
  }

  private static Path program() {
    try {
      return Path.of(ExtraJars.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the location of the program's jar is unknown", e);
    }
  }

  private static URL[] jars(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .sorted()
          .map(ExtraJars::url)
          .toArray(URL[]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
