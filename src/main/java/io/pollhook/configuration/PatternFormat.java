package io.pollhook.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.Objects;
import java.util.Optional;

/** A date format with a pattern, and a zone for dates without their own offset. */
final class PatternFormat implements DateFormat {
  /** No date is longer than this. */
  private static final int LONGEST_DATE = 100;

  private final DatePattern pattern;
  private final ZoneId zone;
  private final DatePrecision precision;
  private final DateTimeFormatter printer;
  private final DateParser reader;

  PatternFormat(DatePattern pattern, ZoneId zone) {
    this.pattern = pattern;
    this.zone = zone;
    this.precision = pattern.precision();
    this.printer = DatePrinter.of(pattern).withZone(zone);
    this.reader = DateParser.of(pattern, zone);
  }

  @Override
  public DateFormat in(String other) {
    return new PatternFormat(pattern, Zones.configured(other));
  }

  @Override
  public Optional<Instant> parse(JsonNode value) {
    if (value == null || !(value.isTextual() || value.isIntegralNumber())) {
      return Optional.empty();
    }
    String text = value.asText().strip();
    return text.length() > LONGEST_DATE ? Optional.empty() : reader.read(text);
  }

  @Override
  public String format(Instant instant) {
    return printer.format(instant);
  }

  @Override
  public DatePrecision precision() {
    return precision;
  }

  @Override
  public Instant floor(Instant instant) {
    return precision.floor(instant, zone);
  }

  @Override
  public Instant unitEnd(Instant instant) {
    return precision.next(instant, zone);
  }

  @Override
  public Instant lowerBound(Instant since) {
    Instant bound = floor(since);
    if (pattern.has("zZX")) {
      return bound;
    }
    Instant unambiguous = beforeRepeatedHour(bound);
    return pattern
        .fixedOffset()
        .map(offset -> unambiguous.minus(misreading(unambiguous, offset)))
        .orElse(unambiguous);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PatternFormat format
        && format.pattern.equals(pattern)
        && format.zone.equals(zone);
  }

  @Override
  public int hashCode() {
    return Objects.hash(pattern, zone);
  }

  @Override
  public String toString() {
    return pattern.text() + " in " + zone;
  }

  private Instant beforeRepeatedHour(Instant bound) {
    LocalDateTime local = LocalDateTime.ofInstant(bound, zone);
    ZoneOffsetTransition transition = zone.getRules().getTransition(local);
    if (transition == null || !transition.isOverlap()) {
      return bound;
    }
    Instant firstTime = transition.getDateTimeAfter().toInstant(transition.getOffsetBefore());
    return floor(firstTime.minusMillis(1));
  }

  /** How far ahead a reader lands that trusts the literal offset. */
  private Duration misreading(Instant bound, ZoneId written) {
    Instant read = LocalDateTime.ofInstant(bound, zone).atZone(written).toInstant();
    return read.isAfter(bound) ? Duration.between(bound, read) : Duration.ZERO;
  }
}
