package io.pollhook.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The jar contains the licenses and notices of all libraries in it. */
class CarriesLicensesIT {
  private static final Pattern LEGAL = Pattern.compile("(.*/)?(LICENSE|NOTICE)[^/]*");

  @Test
  void licenseAndNoticeOfEveryLibraryAreInTheJar() throws IOException {
    try (ZipFile jar = new ZipFile(System.getProperty("packaged.jar"))) {
      Set<String> carried = new HashSet<>(texts(jar));
      List<String> checked = new ArrayList<>();
      for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        // the tests' web server has the same servlet classes as a library of the jar
        if (path.endsWith(".jar") && !path.contains("jetty")) {
          try (ZipFile library = new ZipFile(path)) {
            if (isPartOf(jar, library)) {
              assertThat(carried.containsAll(texts(library))).as(path).isTrue();
              checked.add(Path.of(path).getFileName().toString());
            }
          }
        }
      }
      assertThat(checked).hasSizeGreaterThan(80).anyMatch(name -> name.startsWith("camel-api"));
    }
  }

  @Test
  void ownLicenseIsWhereToolsLookForIt() throws IOException {
    try (ZipFile jar = new ZipFile(System.getProperty("packaged.jar"))) {
      assertThat(text(jar, jar.getEntry("META-INF/LICENSE")))
          .isEqualTo(Files.readString(Path.of("LICENSE"), StandardCharsets.ISO_8859_1));
    }
  }

  /** Returns whether the library's first class is in the jar, byte for byte. */
  private static boolean isPartOf(ZipFile jar, ZipFile library) {
    return library.stream()
        .filter(entry -> entry.getName().endsWith(".class"))
        .filter(entry -> !entry.getName().contains("META-INF"))
        .filter(entry -> !entry.getName().endsWith("-info.class"))
        .findFirst()
        .filter(entry -> isSame(entry, jar.getEntry(entry.getName())))
        .isPresent();
  }

  private static boolean isSame(ZipEntry one, ZipEntry other) {
    return other != null && one.getSize() == other.getSize() && one.getCrc() == other.getCrc();
  }

  private static List<String> texts(ZipFile zip) throws IOException {
    List<String> texts = new ArrayList<>();
    for (ZipEntry entry : zip.stream().toList()) {
      if (LEGAL.matcher(entry.getName()).matches()) {
        texts.add(text(zip, entry));
      }
    }
    return texts;
  }

  private static String text(ZipFile zip, ZipEntry entry) throws IOException {
    return new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
  }
}
