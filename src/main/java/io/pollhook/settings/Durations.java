package io.pollhook.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses durations such as {@code 500ms}, {@code 8s}, {@code 1.5m}, {@code 1h}, {@code 7d}. */
final class Durations {
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)(ms|s|m|h|d)");
  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

  private static final int MOST = 10_000;
  private static final Duration LONGEST_OF_A_LIST = Duration.ofDays(365);

  private Durations() {}

  /**
   * Parses durations separated by commas; {@code wait*n} repeats a duration n times.
   *
   * @throws IllegalArgumentException if one cannot be read or is longer than a year, n is not 1 to
   *     10000, or there are more than 10000
   */
  static List<Duration> parseList(String text) {
    List<Duration> durations = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String[] repeated = part.split("\\*", 2);
      int times = repeated.length == 1 ? 1 : Integer.parseInt(repeated[1].strip());
      if (times < 1 || times > MOST - durations.size()) {
        throw new IllegalArgumentException("too few or too many durations: " + text);
      }
      durations.addAll(
          Collections.nCopies(times, parse(repeated[0], Duration.ZERO, LONGEST_OF_A_LIST)));
    }
    return List.copyOf(durations);
  }

  /** Parses one duration; throws an IllegalArgumentException if it is not within the bounds. */
  static Duration parse(String text, Duration least, Duration most) {
    Duration duration = parse(text);
    if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
      throw new IllegalArgumentException("out of bounds: " + text);
    }
    return duration;
  }

  /** Parses one duration; throws an IllegalArgumentException if the text is not one. */
  static Duration parse(String text) {
    Matcher matcher = WRITTEN.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a duration: " + text);
    }
    BigDecimal unit = BigDecimal.valueOf(MILLIS.get(matcher.group(2)));
    return Duration.ofMillis(new BigDecimal(matcher.group(1)).multiply(unit).longValue());
  }
}
