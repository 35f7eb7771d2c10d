package io.pollhook.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The shared setup of a benchmark's runs.
 *
 * @param jar the packaged program
 * @param parent the parent of the runs' directories
 * @param postgresql whether runs use PostgreSQL; otherwise they use the embedded database
 */
record Setup(Path jar, Path parent, boolean postgresql) {
  String database() {
    return postgresql ? "PostgreSQL" : "SQLite";
  }

  Path freshDirectory() {
    try {
      Files.createDirectories(parent);
      return Files.createTempDirectory(parent, database().toLowerCase(java.util.Locale.ROOT) + "-")
          .toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
