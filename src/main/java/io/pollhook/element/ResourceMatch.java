package io.pollhook.element;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The resource that a url in an instance's polling configuration refers to.
 *
 * @param variables the values of the path's placeholders; a placeholder that the url keeps, such as
 *     {@code {calendarId}}, is its own value
 */
public record ResourceMatch(Resource resource, Map<String, String> variables) {

  /** Returns the placeholders that the url keeps. */
  public List<String> open() {
    return variables.entrySet().stream()
        .filter(variable -> variable.getValue().equals('{' + variable.getKey() + '}'))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Returns the decoded value of a placeholder; a plus sign stays, because it means a space only in
   * queries.
   */
  public String decoded(String placeholder) {
    String value = variables.get(placeholder);
    return value.contains("%")
        ? URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8)
        : value;
  }

  /**
   * Compares a path with a pattern such as {@code /calendars/{calendarId}/events}, segment by
   * segment; empty if they differ.
   */
  static Optional<ResourceMatch> match(String pattern, String path, Resource resource) {
    String[] expected = segments(pattern);
    String[] actual = joined(segments(path), expected);
    if (expected.length != actual.length) {
      return Optional.empty();
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (int i = 0; i < expected.length; i++) {
      if (isPlaceholder(expected[i])) {
        variables.put(expected[i].replaceAll("^\\{\\+?|}$", ""), actual[i]);
      } else if (!expected[i].equals(actual[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(new ResourceMatch(resource, variables));
  }

  /** Joins the segments that the last placeholder stands for, if there are several. */
  private static String[] joined(String[] actual, String[] expected) {
    int last = expected.length - 1;
    if (actual.length <= expected.length || !expected[last].startsWith("{+")) {
      return actual;
    }
    String[] joined = Arrays.copyOf(actual, expected.length);
    joined[last] = String.join("%2F", Arrays.copyOfRange(actual, last, actual.length));
    return joined;
  }

  private static boolean isPlaceholder(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  /** Returns the segments, without slashes at either end. */
  private static String[] segments(String path) {
    int start = 0;
    int end = path.length();
    while (start < end && path.charAt(start) == '/') {
      start++;
    }
    while (end > start && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(start, end).split("/", -1);
  }
}
