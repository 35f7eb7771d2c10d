package io.pollhook.element;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Matches {@code /calendars/{calendarId}/events} against a path, segment by segment. */
final class PathPattern {
  private PathPattern() {}

  /** The resource with what stands in its placeholders' places; empty for another path. */
  static Optional<ResourceMatch> match(String pattern, String path, Resource resource) {
    return match(pattern, path).map(variables -> new ResourceMatch(resource, variables));
  }

  /** The segments in the placeholders' places; empty where the path does not match. */
  static Optional<Map<String, String>> match(String pattern, String path) {
    String[] expected = segments(pattern);
    String[] actual = segments(path);
    if (expected.length != actual.length) {
      return Optional.empty();
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (int i = 0; i < expected.length; i++) {
      if (isPlaceholder(expected[i])) {
        variables.put(expected[i].substring(1, expected[i].length() - 1), actual[i]);
      } else if (!expected[i].equals(actual[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }

  private static boolean isPlaceholder(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

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
