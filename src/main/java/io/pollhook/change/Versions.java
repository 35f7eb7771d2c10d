package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The versions of objects in a feed that is read by dates. An object's updated date is its version;
 * while the date's unit (a second, a day) is not over, it can change again under the same date, so
 * its content is part of the version, too.
 *
 * @param unit the precision of the dates on the page
 * @param readAt when the objects were read, by the provider's clock
 */
record Versions(ObjectFields fields, PageUnit unit, Instant readAt) {
  private static final String WHILE_RUNNING = "~";
  private static final String ONCE_OVER = "=";

  /**
   * Returns whether this version was reported before.
   *
   * @param datedAt see {@link #entry}
   */
  boolean isKnown(Ledger ledger, String key, JsonNode item, Instant datedAt) {
    String date = date(item);
    boolean over = isOver(item);
    if (over && ledger.knowsAnyOf(key, date + ONCE_OVER)) {
      return true;
    }
    // the date alone shows that most objects are unknown; only for the others compare the content
    boolean dateKnown =
        ledger.knowsAnyOf(key, date + WHILE_RUNNING) || ledger.knowsAnyOf(key, date + ONCE_OVER);
    if (!dateKnown) {
      return false;
    }
    String content = fields.version(item);
    if (over && ledger.knows(key, date + WHILE_RUNNING + content)) {
      ledger.note(LedgerEntry.of(key, date + ONCE_OVER + content, datedAt));
      return true;
    }
    // after the provider's clock was set back, a unit that was over runs again
    return ledger.knows(key, date + WHILE_RUNNING + content)
        || ledger.knows(key, date + ONCE_OVER + content);
  }

  /**
   * The version for the ledger.
   *
   * @param datedAt the date that the object is listed by: once no listing looks back to it, the
   *     entry is no longer needed
   */
  LedgerEntry entry(Ledger ledger, String key, JsonNode item, Instant datedAt) {
    String date = date(item);
    String version = date + (isOver(item) ? ONCE_OVER : WHILE_RUNNING) + fields.version(item);
    // a deleted object's stub without a date: if the object is restored, it may be deleted again
    boolean revived = !date.isEmpty() && ledger.knowsAnyOf(key, WHILE_RUNNING);
    return new LedgerEntry(key, version, datedAt, revived);
  }

  /** Returns whether the object was reported as created, and not as deleted since. */
  static boolean isCreationKnown(Ledger ledger, String key) {
    Optional<Instant> created = latest(ledger, key, LedgerEntry::isCreation);
    Optional<Instant> deleted = latest(ledger, key, LedgerEntry::isDeletion);
    return created.isPresent() && (deleted.isEmpty() || created.get().isAfter(deleted.get()));
  }

  private static Optional<Instant> latest(Ledger ledger, String key, Predicate<String> kind) {
    return ledger.versions(key).stream()
        .filter(kind)
        .map(Versions::dateOf)
        .max(Comparator.naturalOrder());
  }

  /** The date that a version begins with; a version without one is the latest. */
  private static Instant dateOf(String version) {
    int end = version.indexOf('Z') + 1;
    boolean isDated = !version.startsWith(WHILE_RUNNING) && end > 0;
    return isDated ? Instant.parse(version.substring(0, end)) : Instant.MAX;
  }

  private String date(JsonNode item) {
    return fields.updated(item).map(Instant::toString).orElse("");
  }

  private boolean isOver(JsonNode item) {
    Optional<Instant> updated = fields.updated(item);
    return updated.isPresent() && !unitEnd(updated.get()).isAfter(readAt);
  }

  private Instant unitEnd(Instant updated) {
    return unit.end(updated, fields.unitEnd(updated));
  }
}
