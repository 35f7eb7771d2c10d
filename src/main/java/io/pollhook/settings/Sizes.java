package io.pollhook.settings;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses sizes such as {@code 512KB}, {@code 200MB}, {@code 1GB}, {@code 0}. */
final class Sizes {
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})(B|KB|MB|GB|)");
  private static final Map<String, Integer> SHIFTS =
      Map.of("", 0, "B", 0, "KB", 10, "MB", 20, "GB", 30);

  private Sizes() {}

  /**
   * Returns the number of bytes; a KB has 1,024.
   *
   * @throws IllegalArgumentException if the text is not a size
   */
  static long parse(String text) {
    Matcher matcher = WRITTEN.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not an amount of bytes: " + text);
    }
    return Long.parseLong(matcher.group(1)) << SHIFTS.get(matcher.group(2));
  }
}
