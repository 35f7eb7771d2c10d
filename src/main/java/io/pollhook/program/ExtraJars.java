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
 * The jars in {@code lib/} beside the program's: components for a person's own routes. Classes that
 * the program has itself come from the program.
 */
final class ExtraJars {
  private static final Logger LOG = LoggerFactory.getLogger(ExtraJars.class);

  private ExtraJars() {}

  /**
   * Has this thread, and with it Camel, find their classes. Without such a directory nothing is
   * done.
   */
  static void use() {
    Path program = program();
    Path directory = program.resolveSibling("lib");
    if (Files.isRegularFile(program) && Files.isDirectory(directory)) {
      URL[] jars = jars(directory);
      ClassLoader own = ExtraJars.class.getClassLoader();
      Thread.currentThread().setContextClassLoader(new URLClassLoader("lib", jars, own));
      LOG.info("jars in use from {}: {}", directory, jars.length);
    }
  }

  private static Path program() {
    try {
      return Path.of(ExtraJars.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the program does not know where it is", e);
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
