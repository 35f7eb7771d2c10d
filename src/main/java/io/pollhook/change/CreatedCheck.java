package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells a new object from a changed one: it is new while its created and updated dates lie no
 * farther apart than {@code createdCheckTolerance} (Cloud Elements documentation, "Events").
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
