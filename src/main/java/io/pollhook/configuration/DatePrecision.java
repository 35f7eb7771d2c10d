package io.pollhook.configuration;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** The unit that a written date is truncated to, from the finest to the coarsest. */
public enum DatePrecision {
  NANOSECOND(ChronoUnit.NANOS),
  MICROSECOND(ChronoUnit.MICROS),
  MILLISECOND(ChronoUnit.MILLIS),
  @JsonProperty("second")
  SECOND(ChronoUnit.SECONDS),
  @JsonProperty("minute")
  MINUTE(ChronoUnit.MINUTES),
  @JsonProperty("hour")
  HOUR(ChronoUnit.HOURS),
  @JsonProperty("day")
  DAY(ChronoUnit.DAYS),
  MONTH(ChronoUnit.MONTHS),
  YEAR(ChronoUnit.YEARS);

  private final ChronoUnit unit;

  DatePrecision(ChronoUnit unit) {
    this.unit = unit;
  }

  /** The start of the unit that contains the instant; days and longer units begin in the zone. */
  public Instant floor(Instant instant, ZoneId zone) {
    return start(instant.atZone(zone)).toInstant();
  }

  /** The start of the unit after the one that contains the instant. */
  public Instant next(Instant instant, ZoneId zone) {
    return start(instant.atZone(zone)).plus(1, unit).toInstant();
  }

  private ZonedDateTime start(ZonedDateTime date) {
    return switch (this) {
      case YEAR -> date.withDayOfYear(1).truncatedTo(ChronoUnit.DAYS);
      case MONTH -> date.withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS);
      default -> date.truncatedTo(unit);
    };
  }
}
