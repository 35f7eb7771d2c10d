package io.pollhook.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The main Maven artifact, as a host application has it on its class path. */
class LibraryIT {
  @Test
  void nothingInItIsWhereAHostLooksForItsOwn() throws IOException {
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
  void theProgramHasItsOwnLogging() throws IOException {
    try (ZipFile program = new ZipFile(System.getProperty("packaged.jar"))) {
      assertThat(program.getEntry("logback.xml")).isNotNull();
      assertThat(program.getEntry("org/springframework/core/env/Environment.class")).isNull();
    }
  }
}
