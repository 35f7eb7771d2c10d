package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * The versions that a date feed tells apart. An object's updated date is its version; while the
 * date's unit (a second, a day) is not over, it can change again under the same date, so its
 * content belongs to the version too.
 */
record Versions(ObjectFields fields, Instant readAt) {
  private static final String CONTENT = "#";

  boolean isKnown(Ledger ledger, String key, JsonNode item) {
    String version = version(item);
    if (ledger.knows(key, version)) {
      return true;
    }
    // reported while the unit ran, under the content of then: the same content is no news
    boolean running = !version.contains(CONTENT) && ledger.knowsAnyOf(key, version + CONTENT);
    if (running && ledger.knows(key, version + CONTENT + fields.version(item))) {
      ledger.note(LedgerEntry.of(key, version, datedAt(item)));
      return true;
    }
    return false;
  }

  LedgerEntry entry(String key, JsonNode item) {
    return LedgerEntry.of(key, version(item), datedAt(item));
  }

  private String version(JsonNode item) {
    Instant updated = fields.updated(item).orElse(null);
    if (updated == null) {
      return CONTENT + fields.version(item);
    }
    boolean over = !fields.unitEnd(updated).isAfter(readAt);
    return over ? updated.toString() : updated + CONTENT + fields.version(item);
  }

  /**
   * An object without a date is listed for as long as it exists and remembered as long; the stub of
   * a deleted one is listed for a while.
   */
  private Instant datedAt(JsonNode item) {
    Instant undated = fields.deleted(item) ? readAt : LedgerEntry.FOREVER;
    return fields.updated(item).orElse(undated);
  }
}
