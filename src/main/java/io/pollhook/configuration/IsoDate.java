package io.pollhook.configuration;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Reads the dates that most providers write, {@code 2026-01-31T12:00:00.000Z} (RFC 3339), about
 * twenty times as fast as a regular expression: a page may have thousands of them.
 */
final class IsoDate {
  private static final String LAYOUT = "0000-00-00T00:00:00";
  private static final int MAX_FRACTION_DIGITS = 9;
  private static final int SECONDS_OF_AN_HOUR = 3600;

  private final String text;
  private int at = LAYOUT.length();

  private IsoDate(String text) {
    this.text = text;
  }

  /**
   * Reads a date of this form.
   *
   * @param inUtc whether a date without an offset is in UTC; if not, an offset is required
   * @return null if the date has another form or does not exist
   */
  static Instant read(String text, boolean inUtc) {
    return isLaidOut(text) ? new IsoDate(text).read(inUtc) : null;
  }

  private static boolean isLaidOut(String text) {
    if (text.length() < LAYOUT.length()) {
      return false;
    }
    for (int i = 0; i < LAYOUT.length(); i++) {
      char expected = LAYOUT.charAt(i);
      char found = text.charAt(i);
      if (expected == '0' ? !isDigit(found) : found != expected) {
        return false;
      }
    }
    return true;
  }

  private Instant read(boolean inUtc) {
    int hour = number(11);
    int minute = number(14);
    int second = number(17);
    if (hour > 23 || minute > 59 || second > 59) {
      return null;
    }
    int nanos = fraction();
    int offset = offset(inUtc);
    if (nanos < 0 || offset == Integer.MIN_VALUE) {
      return null;
    }
    try {
      LocalDate date = LocalDate.of(number(0) * 100 + number(2), number(5), number(8));
      long seconds = date.toEpochDay() * 24 * SECONDS_OF_AN_HOUR;
      seconds += hour * SECONDS_OF_AN_HOUR + minute * 60 + second - offset;
      return Instant.ofEpochSecond(seconds, nanos);
    } catch (DateTimeException noSuchDate) {
      return null;
    }
  }

  /** The nanoseconds; negative if they have another form. */
  private int fraction() {
    if (at == text.length() || text.charAt(at) != '.') {
      return 0;
    }
    int nanos = 0;
    int digits = 0;
    at++;
    while (at < text.length() && isDigit(text.charAt(at)) && digits < MAX_FRACTION_DIGITS) {
      nanos = nanos * 10 + text.charAt(at) - '0';
      digits++;
      at++;
    }
    for (int missing = digits; missing < MAX_FRACTION_DIGITS; missing++) {
      nanos *= 10;
    }
    return digits == 0 ? -1 : nanos;
  }

  /**
   * Seconds east of UTC: {@code Z}, {@code +01:00}, or nothing; the lowest int for anything else.
   */
  private int offset(boolean inUtc) {
    int left = text.length() - at;
    if (left == 0) {
      return inUtc ? 0 : Integer.MIN_VALUE;
    }
    char sign = text.charAt(at);
    if (left == 1) {
      return sign == 'Z' ? 0 : Integer.MIN_VALUE;
    }
    boolean clock = left == 6 && text.charAt(at + 3) == ':' && (sign == '+' || sign == '-');
    if (!clock || !isNumber(at + 1) || !isNumber(at + 4)) {
      return Integer.MIN_VALUE;
    }
    int hours = number(at + 1);
    int minutes = number(at + 4);
    int seconds = hours * SECONDS_OF_AN_HOUR + minutes * 60;
    if (minutes > 59 || seconds > ZoneOffset.MAX.getTotalSeconds()) {
      return Integer.MIN_VALUE;
    }
    return sign == '+' ? seconds : -seconds;
  }

  private boolean isNumber(int from) {
    return isDigit(text.charAt(from)) && isDigit(text.charAt(from + 1));
  }

  /** The number that two digits form. */
  private int number(int from) {
    return (text.charAt(from) - '0') * 10 + text.charAt(from + 1) - '0';
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }
}
