package io.pollhook.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One change of one object, in the standard schema.
 *
 * @param objectType the configured resource key without a leading slash
 * @param objectId the object's id, as text
 * @param eventType the kind of change
 * @param date the provider's date of the change; null if there is none, in which case the event is
 *     reported with its {@code pollDate}
 * @param pollDate the start of the poll that found it
 * @param otherId the id of the object's container, such as its calendar; null for most
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

  /** Returns the date to report: the provider's or, if there is none, the poll's. */
  public Instant reportedDate() {
    return date == null ? pollDate : date;
  }

  /** Cheap, because Camel looks an object up by its hash code for each expression on it. */
  @Override
  public int hashCode() {
    return objectId.hashCode();
  }

  /** Returns the event with new values in the fields that the event hook may change. */
  public Event with(String newOtherId, JsonNode newRaw) {
    return new Event(objectType, objectId, eventType, date, pollDate, newOtherId, newRaw);
  }
}
