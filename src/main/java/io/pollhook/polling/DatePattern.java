package io.pollhook.polling;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pattern with the letters of SimpleDateFormat, taken apart. */
record DatePattern(String text, List<Part> parts) {

  sealed interface Part {}

  /** A run of one letter. */
  record Field(char letter, int count) implements Part {}

  /** Text that stands for itself, its quotes removed. */
  record Literal(String text) implements Part {}

  private static final String LETTERS = "yMLdDEaHhKkmsSzZX";

  private static final Pattern FIXED_ZONE = Pattern.compile("(?:Z|UTC|GMT|[+-]\\d{2}:?\\d{2})$");

  private static final Map<Character, String> REFUSED =
      Map.of(
          'Y', "'Y' is the year of the week; the calendar year is y",
          'u', "'u' is the number of the weekday; the year is y",
          'T', "the letter T must be quoted: 'T'");

  DatePattern {
    parts = List.copyOf(parts);
  }

  /**
   * Takes a pattern apart.
   *
   * @throws IllegalArgumentException if it is no pattern, or not one that a moment can be read from
   */
  static DatePattern parse(String text) {
    requireClosedQuotes(text);
    DatePattern pattern = new DatePattern(text, new Splitter(text).split());
    pattern.requireMoment();
    return pattern;
  }

  /** The letters that occur, literals aside. */
  Set<Character> letters() {
    return parts.stream()
        .filter(Field.class::isInstance)
        .map(part -> ((Field) part).letter())
        .collect(toUnmodifiableSet());
  }

  /** Whether any of the letters occurs. */
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

  /** The offset that {@link #fixedZone()} claims. */
  Optional<ZoneId> fixedOffset() {
    return fixedZone().flatMap(Zones::written);
  }

  private static int fractionDigits(Part part) {
    return part instanceof Field field && field.letter() == 'S' ? field.count() : 0;
  }

  private static void requireClosedQuotes(String text) {
    boolean paired = text.chars().filter(c -> c == '\'').count() % 2 == 0;
    require(
        paired,
        "the quote at position %d has no partner, expected quotes in pairs"
            .formatted(text.lastIndexOf('\'') + 1));
  }

  private void requireMoment() {
    require(
        has(LETTERS), "it holds no date letter, expected for instance yyyy-MM-dd'T'HH:mm:ssXXX");
    require(has("y"), "it holds no year (yyyy)");
    require(!has("d") || has("ML"), "it holds a day but no month (MM; mm are minutes)");
    require(!has("D") || !has("MLd"), "D is the day of the year; the day of the month is dd");
    require(!has("hK") || has("a"), "hh is the hour of half a day and needs a; the hour is HH");
    require(!has("m") || has("HkhK"), "it holds minutes (mm) but no hour (HH); the month is MM");
    require(!has("HkhK") || has("dD"), "it holds an hour but no day (dd)");
    require(!has("sS") || has("m"), "it holds seconds but no minutes (mm)");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Splits a pattern where letters change and quotes begin and end. */
  private static final class Splitter {
    private final String text;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private int at;

    Splitter(String text) {
      this.text = text;
    }

    List<Part> split() {
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c == '\'') {
          quoted();
        } else if (c < 128 && Character.isLetter(c)) {
          field(c);
        } else {
          literal.append(c);
          at++;
        }
      }
      endLiteral();
      return parts;
    }

    private void field(char letter) {
      endLiteral();
      int start = at;
      while (at < text.length() && text.charAt(at) == letter) {
        at++;
      }
      int count = at - start;
      require(
          LETTERS.indexOf(letter) >= 0,
          REFUSED.getOrDefault(
              letter, "'%s' is no date letter, expected one of %s".formatted(letter, LETTERS)));
      require(letter != 'S' || count <= 9, "a second has at most 9 digits behind its point");
      require(letter != 'X' || count <= 3, "an offset is X, XX or XXX");
      parts.add(new Field(letter, count));
    }

    /** Two quotes are one, inside quotes as outside. The text has no quote without a partner. */
    private void quoted() {
      if (isQuotePair()) {
        literal.append('\'');
        at += 2;
        return;
      }
      at++;
      while (text.charAt(at) != '\'' || isQuotePair()) {
        literal.append(text.charAt(at));
        at += isQuotePair() ? 2 : 1;
      }
      at++;
    }

    private boolean isQuotePair() {
      return text.startsWith("''", at);
    }

    private void endLiteral() {
      if (!literal.isEmpty()) {
        parts.add(new Literal(literal.toString()));
        literal.setLength(0);
      }
    }
  }
}
