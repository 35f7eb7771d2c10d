package io.pollhook.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A date as a number of units since 1970-01-01T00:00:00Z. */
enum EpochFormat implements DateFormat {
  SECONDS(DatePrecision.SECOND, 0),
  MILLISECONDS(DatePrecision.MILLISECOND, 3),
  MICROSECONDS(DatePrecision.MICROSECOND, 6);

  /** The highest number of digits before and after the decimal point of a date. */
  private static final int MAX_DIGITS = 20;

  private static final Pattern WRAPPED =
      Pattern.compile("/Date\\((-?\\d{1,20})(?:[+-]\\d{4})?\\)/");

  private final DatePrecision precision;
  private final int decimals;

  EpochFormat(DatePrecision precision, int decimals) {
    this.precision = precision;
    this.decimals = decimals;
  }

  @Override
  public Optional<Instant> parse(JsonNode value) {
    try {
      return number(value).flatMap(this::instant);
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  @Override
  public String format(Instant instant) {
    return BigDecimal.valueOf(instant.getEpochSecond())
        .add(BigDecimal.valueOf(instant.getNano(), 9))
        .movePointRight(decimals)
        .setScale(0, RoundingMode.FLOOR)
        .toPlainString();
  }

  @Override
  public DatePrecision precision() {
    return precision;
  }

  @Override
  public Instant lowerBound(Instant since) {
    return floor(since);
  }

  private static Optional<BigDecimal> number(JsonNode value) {
    if (value == null) {
      return Optional.empty();
    }
    BigDecimal number =
        switch (value.getNodeType()) {
          case NUMBER -> value.decimalValue();
          case STRING ->
              value.textValue().length() > 2 * MAX_DIGITS
                  ? null
                  : new BigDecimal(unwrapped(value.textValue().strip()));
          default -> null;
        };
    return Optional.ofNullable(number)
        .filter(n -> (long) n.precision() - n.scale() <= MAX_DIGITS && n.scale() <= MAX_DIGITS);
  }

  /** The number in {@code /Date(1700000000000+0100)/}; the offset does not change it. */
  private static String unwrapped(String text) {
    Matcher wrapped = WRAPPED.matcher(text);
    return wrapped.matches() ? wrapped.group(1) : text;
  }

  private Optional<Instant> instant(BigDecimal number) {
    try {
      BigDecimal seconds = number.movePointLeft(decimals);
      BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
      long nanos = seconds.subtract(whole).movePointRight(9).longValue();
      return Optional.of(Instant.ofEpochSecond(whole.longValueExact(), nanos));
    } catch (ArithmeticException | DateTimeException beyondAnyDate) {
      return Optional.empty();
    }
  }
}
