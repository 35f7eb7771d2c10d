package io.pollhook.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A format of dates that a provider truncates to a coarser unit than the format has, such as
 * seconds.
 */
record CoarseFormat(DateFormat format, DatePrecision precision) implements DateFormat {
  @Override
  public Optional<Instant> parse(JsonNode value) {
    return format.parse(value);
  }

  @Override
  public String format(Instant instant) {
    return format.format(floor(instant));
  }

  @Override
  public Instant lowerBound(Instant since) {
    return floor(format.lowerBound(since));
  }
}
