package io.pollhook.routing;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.camel.NamedNode;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/**
 * A file of routes as it was read: what is tried is what will run, even if the file changes
 * meanwhile.
 *
 * @param name such as {@code event.camel.yaml}
 * @param location where it was read, as Camel names it: {@code classpath:…} or {@code file:…}
 * @param text all of it
 */
record RouteFile(String name, String location, String text) {
  Resource resource() {
    return ResourceHelper.fromString(location, text);
  }

  /** Whether a person put it there, in place of a shipped one or beside them. */
  boolean isOwn() {
    return location.startsWith("file:");
  }

  /** Whether it holds nothing but white space and comments. */
  boolean isBlank() {
    return text.lines().map(String::strip).allMatch(line -> line.isEmpty() || line.startsWith("#"));
  }

  /** The first line that contains a text, counted from 1; 0 if there is none. */
  int lineOf(String part) {
    List<String> lines = text.lines().toList();
    return 1
        + IntStream.range(0, lines.size())
            .filter(line -> lines.get(line).contains(part))
            .findFirst()
            .orElse(-1);
  }

  /**
   * The line at which a step begins, counted from 1; 0 if Camel does not know it. Camel's own
   * number is that line or the one before, depending on how the step is written.
   */
  int lineOf(NamedNode step) {
    int line = step.getLineNumber();
    if (line < 0) {
      return 0;
    }
    return begins(step, line) || !begins(step, line + 1) ? Math.max(1, line) : line + 1;
  }

  private boolean begins(NamedNode step, int line) {
    Pattern name = Pattern.compile("\\s*(- *)?" + Pattern.quote(step.getShortName()) + "\\s*:.*");
    return line > 0
        && text.lines().skip(line - 1L).findFirst().filter(name.asMatchPredicate()).isPresent();
  }
}
