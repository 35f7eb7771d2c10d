package io.pollhook.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The main Maven artifact, as on the class path of a host application. */
class LibraryIT {
  @Test
  void nothingIsAtPathsThatBelongToTheHost() throws IOException {
    try (ZipFile library = new ZipFile(System.getProperty("library.jar"))) {
      List<String> files =
          library.stream()
              .filter(entry -> !entry.isDirectory())
              .map(ZipEntry::getName)
              .filter(name -> !name.startsWith("META-INF/"))
              .toList();

      assertThat(files)
          .isNotEmpty()
          .allSatisfy(name -> assertThat(name).startsWith("io/pollhook/"));
    }
  }

  @Test
  void programHasItsOwnLogging() throws IOException {
    try (ZipFile program = new ZipFile(System.getProperty("packaged.jar"))) {
      assertThat(program.getEntry("logback.xml")).isNotNull();
      assertThat(program.getEntry("org/springframework/core/env/Environment.class")).isNull();
    }
  }
}
