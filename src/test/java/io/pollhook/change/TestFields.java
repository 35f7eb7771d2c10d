package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Objects with {@code id}, {@code created}, {@code updated}, {@code deleted} and any content.
 *
 * @param unit the unit in which the provider writes dates
 */
record TestFields(ChronoUnit unit) implements ObjectFields {
  @Override
  public Optional<String> id(JsonNode object) {
    return object.path("id").asText().isEmpty()
        ? Optional.empty()
        : Optional.of(object.path("id").asText());
  }

  @Override
  public boolean hasDates() {
    return true;
  }

  @Override
  public Optional<Instant> updated(JsonNode object) {
    return date(object, "updated");
  }

  @Override
  public boolean hasCreatedDate() {
    return true;
  }

  @Override
  public Optional<Instant> created(JsonNode object) {
    return date(object, "created");
  }

  private static Optional<Instant> date(JsonNode object, String field) {
    try {
      return Optional.of(parsed(object.path(field).asText()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Parses a moment, or a day as its start. */
  static Instant parsed(String date) {
    return Instant.parse(date.length() == "yyyy-MM-dd".length() ? date + "T00:00:00Z" : date);
  }

  @Override
  public Instant unitEnd(Instant updated) {
    return updated.truncatedTo(unit).plus(1, unit);
  }

  @Override
  public Instant roundedDown(Instant since) {
    return since.truncatedTo(unit);
  }

  @Override
  public boolean deleted(JsonNode object) {
    return object.path("deleted").asBoolean();
  }

  @Override
  public String version(JsonNode object) {
    return object.toString();
  }

  @Override
  public Duration createdCheckTolerance() {
    return Duration.ofSeconds(10);
  }
}
