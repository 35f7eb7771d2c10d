package io.pollhook.change;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.event.EventType;
import java.time.Instant;
import java.util.Optional;

/**
 * One change of one object, as the step {@code filter} finds it on a page. Its JSON form has the
 * first four fields; the others are the engine's.
 *
 * @param type what happened
 * @param objectId the object's id; empty if it cannot be read
 * @param date when it happened, by the provider; null if the provider gives no date
 * @param raw the object
 * @param entry the ledger entry that is committed with the change; null for none
 * @param checkpoint the feed's cursor once this change and all before it are committed; null if
 *     only the end of the page has one
 */
public record Change(
    EventType type,
    String objectId,
    Instant date,
    JsonNode raw,
    @JsonIgnore LedgerEntry entry,
    @JsonIgnore Cursor checkpoint) {

  /** Creates a change without a checkpoint. */
  public Change(EventType type, String objectId, Instant date, JsonNode raw, LedgerEntry entry) {
    this(type, objectId, date, raw, entry, null);
  }

  /** Creates a change of an object in a listing; its type is UNKNOWN if the id cannot be read. */
  static Change of(JsonNode object, ObjectFields fields, EventType type, LedgerEntry entry) {
    Optional<String> id = fields.id(object);
    return new Change(
        id.isPresent() ? type : EventType.UNKNOWN,
        id.orElse(""),
        fields.updated(object).orElse(null),
        object,
        entry);
  }

  /**
   * Returns whether the object is new, so that the source's detail route can fetch the rest of it.
   */
  @JsonIgnore
  public boolean isCreated() {
    return type == EventType.CREATED;
  }

  /** Cheap, because Camel looks an object up by its hash code for each expression on it. */
  @Override
  public int hashCode() {
    return objectId.hashCode();
  }

  /** Returns the change with the complete object, and with the object's date if it has one. */
  public Change completed(JsonNode object, Instant dateOfObject) {
    Instant known = dateOfObject == null ? date : dateOfObject;
    return new Change(type, objectId, known, object, entry, checkpoint);
  }
}
