package io.pollhook.configuration;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date in a url: <code>${gmtDate:F}</code>, <code>${date[:F]}</code>, <code>${dateTimeZone:Z:F}
 * </code>, <code>${nowTimeZone:Z:F}</code>, <code>${epoch[:s|ms|us|0]}</code> or <code>
 * ${milliseconds}</code>, in upper or lower case. After the kind, a number of days moves the date,
 * as in <code>
 * ${gmtDate+30d:F}</code>.
 *
 * @param text the placeholder as it was written, with its braces
 * @param format the date's format
 * @param moved the number of days by which the date is moved; negative for an earlier date
 * @param now whether the date is that of this poll, not of the last one
 */
record Placeholder(String text, DateFormat format, int moved, boolean now) {
  private static final String DEFAULT_FORMAT = "yyyy-MM-dd'T'HH:mm:ss'Z'";

  private static final String KINDS =
      "gmtDate:FORMAT, date:FORMAT, dateTimeZone:ZONE:FORMAT, nowTimeZone:ZONE:FORMAT, epoch,"
          + " epoch:s, epoch:ms, epoch:us or milliseconds";

  private static final Pattern KIND_AND_DAYS = Pattern.compile("([A-Za-z]+)([+-]\\d{1,4})d");

  /** A zone may contain a colon ({@code -6:00}), or be in braces because it was not filled in. */
  private static final Pattern ZONE_AND_FORMAT =
      Pattern.compile("((?:GMT|UTC)?[+-]\\d{1,2}:\\d{2}|[^:]*):(.+)", Pattern.CASE_INSENSITIVE);

  /**
   * Reads the text between the braces.
   *
   * @throws IllegalArgumentException if it is not a placeholder; the message says what is expected
   */
  static Placeholder parse(String text) {
    int colon = text.indexOf(':');
    String descriptor = (colon < 0 ? text : text.substring(0, colon)).strip();
    String argument = colon < 0 ? null : text.substring(colon + 1);
    Matcher days = KIND_AND_DAYS.matcher(descriptor);
    int moved = days.matches() ? Integer.parseInt(days.group(2)) : 0;
    descriptor = days.matches() ? days.group(1) : descriptor;
    try {
      return new Placeholder(
          "${" + text + "}",
          format(descriptor, argument),
          moved,
          descriptor.equalsIgnoreCase("nowTimeZone"));
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException("in ${%s}, %s".formatted(text, wrong.getMessage()), wrong);
    }
  }

  String resolve(Instant since, Instant current) {
    return format.format((now ? current : since).plus(moved, ChronoUnit.DAYS));
  }

  @Override
  public String toString() {
    return text;
  }

  private static DateFormat format(String descriptor, String argument) {
    return switch (descriptor.toLowerCase(Locale.ROOT)) {
      case "gmtdate", "date" ->
          DateFormat.of(argument == null ? DEFAULT_FORMAT : argument, Zones.GMT);
      case "datetimezone", "nowtimezone" -> inZone(argument);
      case "epoch" -> epoch(argument == null ? "ms" : argument);
      case "milliseconds" -> milliseconds(argument);
      default ->
          throw new IllegalArgumentException(
              "'%s' is not a kind of date, expected %s".formatted(descriptor, KINDS));
    };
  }

  private static DateFormat inZone(String argument) {
    Matcher parts = ZONE_AND_FORMAT.matcher(argument == null ? "" : argument);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "a zone or a format is missing, expected for instance"
              + " dateTimeZone:America/Denver:yyyy-MM-dd HH:mm:ss");
    }
    return DateFormat.of(parts.group(2), Zones.configured(parts.group(1)));
  }

  private static DateFormat epoch(String unit) {
    return switch (unit.strip().toLowerCase(Locale.ROOT)) {
      case "s" -> EpochFormat.SECONDS;
      case "ms", "0" -> EpochFormat.MILLISECONDS;
      case "us" -> EpochFormat.MICROSECONDS;
      default ->
          throw new IllegalArgumentException(
              "'%s' is not a unit, expected s, ms, us or nothing".formatted(unit));
    };
  }

  private static DateFormat milliseconds(String argument) {
    if (argument != null) {
      throw new IllegalArgumentException("milliseconds takes no argument");
    }
    return EpochFormat.MILLISECONDS;
  }
}
