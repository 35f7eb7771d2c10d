package io.pollhook.configuration;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * The format in which a provider writes a date: a pattern with the letters of {@link
 * java.text.SimpleDateFormat}, or a number since 1970 ({@code milliseconds}, {@code seconds},
 * {@code microseconds}).
 *
 * <p>Two things differ from SimpleDateFormat, because it is wrong there: {@code S} is a fraction of
 * the second ({@code SSSSSS} are microseconds), and an offset in a value is honoured even if the
 * pattern has none.
 */
public sealed interface DateFormat permits EpochFormat, PatternFormat, CoarseFormat {

  /** The format of date fields that have none: most providers use it. */
  String DEFAULT = "yyyy-MM-dd'T'HH:mm:ssXXX";

  /**
   * Reads a configured format.
   *
   * @param text the pattern, or the name of a unit since 1970
   * @param zone the zone of dates without their own offset
   * @throws IllegalArgumentException if the format is not valid; the message says what is expected
   */
  static DateFormat of(String text, ZoneId zone) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "milliseconds", "epoch", "epoch:ms" -> EpochFormat.MILLISECONDS;
      case "seconds", "epoch:s" -> EpochFormat.SECONDS;
      case "microseconds", "epoch:us" -> EpochFormat.MICROSECONDS;
      default -> new PatternFormat(DatePattern.parse(text), zone);
    };
  }

  /**
   * Reads the format in an element's file; dates without their own offset are in UTC.
   *
   * @throws IllegalArgumentException if the format is not valid; the message says what is expected
   */
  @JsonCreator
  static DateFormat inUtc(String text) {
    try {
      return of(text, ZoneOffset.UTC);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          "dateFormat is \"" + text + "\": " + wrong.getMessage(), wrong);
    }
  }

  /**
   * Returns the format with another zone for dates without their own offset.
   *
   * @throws IllegalArgumentException if there is no such zone
   */
  default DateFormat in(String zone) {
    ZoneId unused = Zones.configured(zone);
    return this;
  }

  /** Returns the format for dates that are truncated to a coarser unit; null changes nothing. */
  default DateFormat coarsened(DatePrecision unit) {
    return unit == null || unit.compareTo(precision()) <= 0 ? this : new CoarseFormat(this, unit);
  }

  /** Reads a date from a field of a provider's answer; empty if it has none. */
  Optional<Instant> parse(JsonNode value);

  /** Writes the instant, truncated to the precision. */
  String format(Instant instant);

  /** The smallest unit that is written. */
  DatePrecision precision();

  /** The start of the written unit that contains the instant. */
  default Instant floor(Instant instant) {
    return precision().floor(instant, ZoneOffset.UTC);
  }

  /** The end (exclusive) of the written unit that contains the instant. */
  default Instant unitEnd(Instant instant) {
    return precision().next(instant, ZoneOffset.UTC);
  }

  /**
   * The latest instant that, written in this format, no reader can take for one after {@code
   * since}: truncated to the precision, moved before an hour that daylight saving repeats if the
   * format has no offset, and moved back by the error of a fixed offset in the format.
   */
  Instant lowerBound(Instant since);
}
