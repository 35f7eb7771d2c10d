package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/**
 * Distinguishes new objects from changed ones: an object is new if its created and updated dates
 * are at most {@code createdCheckTolerance} apart (Cloud Elements documentation, "Events").
 */
final class CreatedCheck {
  private CreatedCheck() {}

  static boolean isCreated(JsonNode item, ObjectFields fields) {
    Instant created = fields.created(item).orElse(null);
    Instant updated = fields.updated(item).orElse(null);
    return created != null
        && updated != null
        && Duration.between(created, updated).abs().compareTo(fields.createdCheckTolerance()) <= 0;
  }
}
