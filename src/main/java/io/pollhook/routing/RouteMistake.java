package io.pollhook.routing;

import io.pollhook.log.Causes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A mistake in a route file. The message is one line: file, line and reason. */
public final class RouteMistake extends RuntimeException {
  private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{5,8}\\b");
  private static final Pattern YAML_MARK = Pattern.compile("\\bline (\\d+), column \\d+");

  private final String file;
  private final int line;
  private final String reason;

  /**
   * Creates a mistake.
   *
   * @param line counted from 1; 0 if it is not known
   */
  RouteMistake(String file, int line, String reason) {
    this(file, line, reason, null);
  }

  private RouteMistake(String file, int line, String reason, Throwable cause) {
    super(place(file, line) + reason, cause);
    this.file = file;
    this.line = line;
    this.reason = reason;
  }

  private static String place(String file, int line) {
    if (file == null) {
      return "";
    }
    return file + (line > 0 ? ", line " + line : "") + ": ";
  }

  /**
   * Returns the mistake behind an exception of Camel's.
   *
   * @param line the line of the step that failed, unless the exception names a more precise one
   */
  static RouteMistake of(String file, int line, Throwable thrown) {
    Throwable root = Causes.root(thrown);
    Matcher mark = YAML_MARK.matcher(String.valueOf(root.getMessage()));
    int place = mark.find() ? Integer.parseInt(mark.group(1)) : line;
    return new RouteMistake(file, place, reason(root), thrown);
  }

  /** Describes why a start failed: by the mistake in a route file, if there is one. */
  public static String inOneLine(Throwable thrown) {
    Throwable root = Causes.firstOrRoot(thrown, RouteMistake.class::isInstance);
    return root instanceof RouteMistake ? root.getMessage() : reason(root);
  }

  /** Returns the reason in one line, without the excerpt of the file in a parser's message. */
  private static String reason(Throwable root) {
    if (root instanceof ClassNotFoundException) {
      return "there is no class " + root.getMessage();
    }
    if (root.getMessage() == null) {
      return root.getClass().getSimpleName();
    }
    String message =
        root.getMessage()
            .lines()
            .map(String::strip)
            .takeWhile(text -> !YAML_MARK.matcher(text).find())
            .collect(Collectors.joining(" "));
    return IDENTITY.matcher(message).replaceAll("");
  }

  /** Returns this mistake as the consequence of a change in another file. */
  RouteMistake causedBy(String changed) {
    return new RouteMistake(changed, 0, "with this change, " + getMessage(), this);
  }

  /** The file's name; null if it is not known. */
  public String file() {
    return file;
  }

  /** The line, counted from 1; 0 if it is not known. */
  public int line() {
    return line;
  }

  /** The reason, without file and line. */
  public String reason() {
    return reason;
  }
}
