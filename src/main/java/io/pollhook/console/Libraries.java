package io.pollhook.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The modules that the pages use from WebJars. Modules import each other by package name, which
 * browsers can only resolve with an inline import map, so the names are replaced by paths.
 */
final class Libraries {
  private static final String PROPERTIES = "/META-INF/maven/org.webjars.npm/preact/pom.properties";

  private static final Map<String, String> MODULES =
      Map.of(
          "lib/preact.js", "dist/preact.module.js",
          "lib/hooks.js", "hooks/dist/hooks.module.js");

  /** Returns a library's module by its path below {@code /console/}; empty if there is none. */
  Optional<byte[]> read(String name) throws IOException {
    String module = MODULES.get(name);
    if (module == null) {
      return Optional.empty();
    }
    try (InputStream file =
        open("/META-INF/resources/webjars/preact/" + version() + "/" + module)) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return Optional.of(
          text.replace("from\"preact\"", "from\"./preact.js\"")
              .replaceAll("(?m)^//# sourceMappingURL=.*$", "")
              .getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String version() throws IOException {
    try (InputStream file = open(PROPERTIES)) {
      Properties properties = new Properties();
      properties.load(file);
      return properties.getProperty("version");
    }
  }

  private static InputStream open(String resource) {
    InputStream file = Libraries.class.getResourceAsStream(resource);
    if (file == null) {
      throw new UncheckedIOException(new IOException("the class path does not have " + resource));
    }
    return file;
  }
}
