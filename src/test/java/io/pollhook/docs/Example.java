package io.pollhook.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the examples of docs/routes.md. */
public final class Example {
  private Example() {}

  /** The YAML after the comment with the given name. */
  public static String of(String name) {
    try {
      String page = Files.readString(Path.of("docs", "routes.md"));
      int marked = page.indexOf("<!-- example: " + name + " -->");
      if (marked < 0) {
        throw new IllegalArgumentException("docs/routes.md has no example " + name);
      }
      int begin = page.indexOf("```yaml\n", marked) + "```yaml\n".length();
      return page.substring(begin, page.indexOf("```", begin));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
