package io.pollhook.loopback;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names the requests of a route, as in {@code GET /gmail/*}{@code /history} or {@code /token}: an
 * optional method, then the path as sent, where {@code *} stands for any characters.
 */
public final class PathPattern {
  private final Pattern pattern;

  private PathPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /** Reads a pattern. */
  public static PathPattern of(String glob) {
    String anyMethod = glob.startsWith("/") || glob.startsWith("*") ? "[A-Z]+ " : "";
    String path =
        Arrays.stream(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return new PathPattern(Pattern.compile(anyMethod + path));
  }

  /** Returns whether a request matches. */
  public boolean matches(String method, String path) {
    return pattern.matcher(method + " " + path).matches();
  }
}
