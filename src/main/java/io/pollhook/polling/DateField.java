package io.pollhook.polling;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/** A date of an object: where it stands and how it is written. */
public record DateField(FieldPath path, DateFormat format) {

  /** The date in the object, or nothing where it is missing or cannot be read. */
  public Optional<Instant> in(JsonNode object) {
    return format.parse(path.in(object));
  }
}
