package io.pollhook.configuration;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * How a provider writes a date: a pattern with the letters of {@link java.text.SimpleDateFormat},
 * or a number since 1970 ({@code milliseconds}, {@code seconds}, {@code microseconds}).
 *
 * <p>Two things differ from SimpleDateFormat, because it is wrong there: {@code S} is a fraction of
 * the second ({@code SSSSSS} are microseconds), and an offset in a value is honoured even where the
 * pattern has none.
 */
public sealed interface DateFormat permits EpochFormat, PatternFormat, CoarseFormat {

  /** For a date field without a format: what most providers write. */
  String DEFAULT = "yyyy-MM-dd'T'HH:mm:ssXXX";

  /**
   * Reads a configured format.
   *
   * @param text the pattern, or the name of a unit since 1970
   * @param zone where dates without an offset of their own are at home
   * @throws IllegalArgumentException if the format cannot be meant; the message says what would be
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
   * The format that an element's file names; dates without an offset of their own are in UTC.
   *
   * @throws IllegalArgumentException if the format cannot be meant; the message says what would be
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
   * The same format with another zone for dates without an offset of their own.
   *
   * @throws IllegalArgumentException if there is no such zone
   */
  default DateFormat in(String zone) {
    ZoneId unused = Zones.configured(zone);
    return this;
  }

  /** The same format for dates that are cut to a coarser unit than it has; null changes nothing. */
  default DateFormat coarsened(DatePrecision unit) {
    return unit == null || unit.compareTo(precision()) <= 0 ? this : new CoarseFormat(this, unit);
  }

  /** The date that a field of a provider's answer holds, or nothing where it holds none. */
  Optional<Instant> parse(JsonNode value);

  /** Writes the instant, cut to the precision. */
  String format(Instant instant);

  /** The smallest unit that is written. */
  DatePrecision precision();

  /** The start of the written unit that the instant lies in. */
  default Instant floor(Instant instant) {
    return precision().floor(instant, ZoneOffset.UTC);
  }

  /** The end of the written unit that the instant lies in, itself not part of the unit. */
  default Instant unitEnd(Instant instant) {
    return precision().next(instant, ZoneOffset.UTC);
  }

  /**
   * The latest instant that, written in this format, no reader can take for one after {@code
   * since}: cut to the precision, moved before an hour that daylight saving repeats where the
   * format has no offset, and moved back by what a fixed offset in the format is wrong.
   */
  Instant lowerBound(Instant since);
}
