package io.pollhook.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One change of one object, in the standard schema.
 *
 * @param objectType the configured resource key without a leading slash
 * @param objectId the object's id, as text
 * @param eventType what happened
 * @param date when it happened, by the provider; null if the provider does not say, and then the
 *     event is reported under its {@code pollDate}
 * @param pollDate when the poll started that found it
 * @param otherId the id of what the object belongs to, such as its calendar; null for most
 * @param raw the object as the provider sent it
 */
public record Event(
    String objectType,
    String objectId,
    EventType eventType,
    Instant date,
    Instant pollDate,
    String otherId,
    JsonNode raw) {

  /** The date to report: the provider's or, if it does not say, the poll's. */
  public Instant reportedDate() {
    return date == null ? pollDate : date;
  }

  /** The same event with what a person's own steps may change. */
  public Event with(String newOtherId, JsonNode newRaw) {
    return new Event(objectType, objectId, eventType, date, pollDate, newOtherId, newRaw);
  }
}
