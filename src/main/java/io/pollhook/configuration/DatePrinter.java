package io.pollhook.configuration;

import static java.time.temporal.ChronoField.AMPM_OF_DAY;
import static java.time.temporal.ChronoField.CLOCK_HOUR_OF_AMPM;
import static java.time.temporal.ChronoField.CLOCK_HOUR_OF_DAY;
import static java.time.temporal.ChronoField.DAY_OF_MONTH;
import static java.time.temporal.ChronoField.DAY_OF_WEEK;
import static java.time.temporal.ChronoField.DAY_OF_YEAR;
import static java.time.temporal.ChronoField.HOUR_OF_AMPM;
import static java.time.temporal.ChronoField.HOUR_OF_DAY;
import static java.time.temporal.ChronoField.MINUTE_OF_HOUR;
import static java.time.temporal.ChronoField.MONTH_OF_YEAR;
import static java.time.temporal.ChronoField.NANO_OF_SECOND;
import static java.time.temporal.ChronoField.SECOND_OF_MINUTE;
import static java.time.temporal.ChronoField.YEAR;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Writes dates by a pattern, in English. */
final class DatePrinter {
  private static final int FIRST_TWO_DIGIT_YEAR = 2000;
  private static final int MAX_DIGITS = 19;

  private DatePrinter() {}

  static DateTimeFormatter of(DatePattern pattern) {
    DateTimeFormatterBuilder printer = new DateTimeFormatterBuilder();
    for (DatePattern.Part part : pattern.parts()) {
      if (part instanceof DatePattern.Field field) {
        append(printer, field.letter(), field.count());
      } else if (part instanceof DatePattern.Literal literal) {
        printer.appendLiteral(literal.text());
      }
    }
    return printer.toFormatter(Locale.ENGLISH);
  }

  private static void append(DateTimeFormatterBuilder printer, char letter, int count) {
    switch (letter) {
      case 'y' -> appendYear(printer, count);
      case 'M', 'L' -> appendMonth(printer, count);
      case 'D' -> appendNumber(printer, DAY_OF_YEAR, count);
      case 'd' -> appendNumber(printer, DAY_OF_MONTH, count);
      case 'E' -> printer.appendText(DAY_OF_WEEK, style(count));
      case 'a' -> printer.appendText(AMPM_OF_DAY, TextStyle.SHORT);
      case 'H' -> appendNumber(printer, HOUR_OF_DAY, count);
      case 'k' -> appendNumber(printer, CLOCK_HOUR_OF_DAY, count);
      case 'h' -> appendNumber(printer, CLOCK_HOUR_OF_AMPM, count);
      case 'K' -> appendNumber(printer, HOUR_OF_AMPM, count);
      case 'm' -> appendNumber(printer, MINUTE_OF_HOUR, count);
      case 's' -> appendNumber(printer, SECOND_OF_MINUTE, count);
      case 'S' -> printer.appendFraction(NANO_OF_SECOND, count, count, false);
      case 'z' -> printer.appendZoneText(style(count));
      case 'Z' -> printer.appendOffset("+HHMM", "+0000");
      case 'X' -> printer.appendOffset(OFFSETS[count - 1], "Z");
      default -> throw new IllegalStateException("no letter of a DatePattern: " + letter);
    }
  }

  /** A single X also writes the minutes of an offset that has some; SimpleDateFormat drops them. */
  private static final String[] OFFSETS = {"+HHmm", "+HHMM", "+HH:MM"};

  private static void appendYear(DateTimeFormatterBuilder printer, int count) {
    if (count == 2) {
      printer.appendValueReduced(YEAR, 2, 2, LocalDate.of(FIRST_TWO_DIGIT_YEAR, 1, 1));
    } else {
      appendNumber(printer, YEAR, count);
    }
  }

  private static void appendMonth(DateTimeFormatterBuilder printer, int count) {
    if (count > 2) {
      printer.appendText(MONTH_OF_YEAR, style(count));
    } else {
      appendNumber(printer, MONTH_OF_YEAR, count);
    }
  }

  private static void appendNumber(
      DateTimeFormatterBuilder printer, ChronoField field, int leastDigits) {
    printer.appendValue(
        field, Math.min(leastDigits, MAX_DIGITS), MAX_DIGITS, SignStyle.NOT_NEGATIVE);
  }

  private static TextStyle style(int count) {
    return count < 4 ? TextStyle.SHORT : TextStyle.FULL;
  }
}
