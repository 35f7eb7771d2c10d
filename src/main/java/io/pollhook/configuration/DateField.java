package io.pollhook.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/** A date field of an object: its path and its format. */
public record DateField(FieldPath path, DateFormat format) {

  /** The range of years that events can show. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  /** The date in the object; empty if it is missing, cannot be read, or has no year 1 to 9999. */
  public Optional<Instant> in(JsonNode object) {
    return format
        .parse(path.in(object))
        .filter(date -> !date.isBefore(EARLIEST) && !date.isAfter(LATEST));
  }
}
