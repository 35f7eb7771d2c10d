package io.pollhook.configuration;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pattern with the letters of SimpleDateFormat, split into its parts. */
record DatePattern(String text, List<Part> parts) {

  sealed interface Part {}

  /** A run of one letter. */
  record Field(char letter, int count) implements Part {}

  /** Literal text, without its quotes. */
  record Literal(String text) implements Part {}

  static final String LETTERS = "yMLdDEaHhKkmsSzZX";

  private static final int LONGEST = 100;
  private static final Pattern FIXED_ZONE = Pattern.compile("(?:Z|UTC|GMT|[+-]\\d{2}:?\\d{2})$");

  DatePattern {
    parts = List.copyOf(parts);
  }

  /**
   * Parses a pattern.
   *
   * @throws IllegalArgumentException if it is not a pattern, or does not determine a moment
   */
  static DatePattern parse(String text) {
    require(text.length() <= LONGEST, "it is longer than %d characters".formatted(LONGEST));
    requireClosedQuotes(text);
    DatePattern pattern = new DatePattern(text, new DatePatternSplitter(text).split());
    pattern.requireMoment();
    return pattern;
  }

  /** The letters of its fields. */
  Set<Character> letters() {
    return parts.stream()
        .filter(Field.class::isInstance)
        .map(part -> ((Field) part).letter())
        .collect(toUnmodifiableSet());
  }

  /** Returns whether any of the letters occurs. */
  boolean has(String anyOf) {
    return letters().stream().anyMatch(letter -> anyOf.indexOf(letter) >= 0);
  }

  /** The smallest unit that the pattern writes. */
  DatePrecision precision() {
    if (has("S")) {
      int digits = parts.stream().mapToInt(DatePattern::fractionDigits).max().orElse(0);
      return switch (digits / 3) {
        case 0 -> DatePrecision.SECOND;
        case 1 -> DatePrecision.MILLISECOND;
        case 2 -> DatePrecision.MICROSECOND;
        default -> DatePrecision.NANOSECOND;
      };
    }
    if (has("s")) {
      return DatePrecision.SECOND;
    }
    if (has("m")) {
      return DatePrecision.MINUTE;
    }
    if (has("HkhK")) {
      return DatePrecision.HOUR;
    }
    if (has("dD")) {
      return DatePrecision.DAY;
    }
    return has("ML") ? DatePrecision.MONTH : DatePrecision.YEAR;
  }

  /** The zone that the pattern writes as a literal at its end, such as {@code 'Z'}. */
  Optional<String> fixedZone() {
    if (has("zZX") || !(parts.get(parts.size() - 1) instanceof Literal last)) {
      return Optional.empty();
    }
    Matcher zone = FIXED_ZONE.matcher(last.text());
    return zone.find() ? Optional.of(zone.group()) : Optional.empty();
  }

  /** The offset of {@link #fixedZone()}. */
  Optional<ZoneId> fixedOffset() {
    return fixedZone().flatMap(Zones::written);
  }

  private static int fractionDigits(Part part) {
    return part instanceof Field field && field.letter() == 'S' ? field.count() : 0;
  }

  private static void requireClosedQuotes(String text) {
    if (text.chars().filter(c -> c == '\'').count() % 2 != 0) {
      int last = text.lastIndexOf('\'');
      boolean atEnd = last == text.length() - 1;
      throw new IllegalArgumentException(
          "the quote at position %d is unmatched, expected %s"
              .formatted(last + 1, atEnd ? text.substring(0, last) : "quotes in pairs"));
    }
  }

  private void requireMoment() {
    require(has(LETTERS), "it has no date letter, expected for instance yyyy-MM-dd'T'HH:mm:ssXXX");
    require(has("y"), "it has no year (yyyy)");
    require(!has("d") || has("ML"), "it has a day but no month (MM; mm are minutes)");
    require(!has("D") || !has("MLd"), "D is the day of the year; the day of the month is dd");
    require(!has("hK") || has("a"), "hh is the hour of half a day and needs a; the hour is HH");
    require(!has("m") || has("HkhK"), "it has minutes (mm) but no hour (HH); the month is MM");
    require(!has("HkhK") || has("dD"), "it has an hour but no day (dd)");
    require(!has("sS") || has("m"), "it has seconds but no minutes (mm)");
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
