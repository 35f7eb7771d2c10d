package io.pollhook.routing;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.camel.NamedNode;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/**
 * The content of a route file. It is kept in memory, so that the routes that were tried are those
 * that will run, even if the file changes in between.
 *
 * @param name the file name, such as {@code event.camel.yaml}
 * @param location its location in Camel's notation: {@code classpath:…} or {@code file:…}
 * @param text the whole text; empty if it cannot be read
 * @param unreadable why the text cannot be read, or null
 */
record RouteFile(String name, String location, String text, String unreadable) {
  RouteFile(String name, String location, String text) {
    this(name, location, text, null);
  }

  /**
   * Reads a file of a user's own.
   *
   * @throws NoSuchFileException if there is no such file any more
   */
  static RouteFile read(Path file) throws NoSuchFileException {
    String name = file.getFileName().toString();
    String location = "file:" + file.toAbsolutePath();
    try {
      return new RouteFile(name, location, Files.readString(file));
    } catch (NoSuchFileException e) {
      throw e;
    } catch (CharacterCodingException e) {
      return new RouteFile(name, location, "", "it is not UTF-8 text");
    } catch (IOException e) {
      return new RouteFile(name, location, "", "it cannot be read: " + e);
    }
  }

  /**
   * Checks that the text was read.
   *
   * @throws RouteMistake if it was not
   */
  void checkReadable() {
    if (unreadable != null) {
      throw new RouteMistake(name, 0, unreadable);
    }
  }

  Resource resource() {
    return ResourceHelper.fromString(location, text);
  }

  /** Returns whether it is a user's own file, replacing a shipped one or in addition to them. */
  boolean isOwn() {
    return location.startsWith("file:");
  }

  /** Returns whether it contains only white space and comments. */
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
   * Returns the line at which a step begins, counted from 1; 0 if Camel does not know it. Camel's
   * own number is that line or the one before, depending on how the step is written.
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
