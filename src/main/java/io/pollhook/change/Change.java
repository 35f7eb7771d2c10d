package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.event.EventType;
import java.time.Instant;

/**
 * One change of one object.
 *
 * @param type what happened
 * @param objectId the object's id; empty where it cannot be read
 * @param date when, by the provider; null where it does not say
 * @param raw the object
 * @param entry what the ledger notes once the change is committed
 * @param checkpoint where the feed stands once this change and all before it are committed; null
 *     where only the page's end is such a place
 */
public record Change(
    EventType type,
    String objectId,
    Instant date,
    JsonNode raw,
    LedgerEntry entry,
    Cursor checkpoint) {

  /** A change without a checkpoint of its own. */
  public Change(EventType type, String objectId, Instant date, JsonNode raw, LedgerEntry entry) {
    this(type, objectId, date, raw, entry, null);
  }

  /** Whether a source's detail endpoint has more to say about it. */
  public boolean isCreated() {
    return type == EventType.CREATED;
  }
}
