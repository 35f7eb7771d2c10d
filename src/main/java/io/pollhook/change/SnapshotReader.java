package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.event.EventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds changes by comparing listings with the ledger: an unknown object is created, one with
 * another version is updated, and one that is missing from two complete listings in a row is
 * deleted. Created and updated objects are reported page by page, deleted ones at the end of a
 * listing. If most objects are missing at once, a person is asked first.
 */
public final class SnapshotReader implements ChangeReader {
  /** The highest number of missing objects in a cursor; later listings report the others. */
  static final int MAX_MISSING = 1_000;

  private final Ledger ledger;
  private final ObjectFields fields;
  private final boolean findsDeletes;
  private final WholeListing listing = new WholeListing();
  private final Fingerprints listed = new Fingerprints();
  private final Cursor start;
  private SnapshotCursor end;
  private String held;

  /** The number of objects that were known before the poll; negative before they are counted. */
  private int known = -1;

  /**
   * Creates a reader that continues from a feed's cursor.
   *
   * @param findsDeletes whether a listing has every object, so that one missing from it is deleted
   */
  public SnapshotReader(Cursor cursor, Ledger ledger, ObjectFields fields, boolean findsDeletes) {
    this.start = SnapshotCursor.of(cursor);
    this.ledger = ledger;
    this.fields = fields;
    this.findsDeletes = findsDeletes;
  }

  @Override
  public Optional<PageRequest> next() {
    return listing.next();
  }

  @Override
  public List<Change> read(Page page) {
    if (known < 0) {
      known = ledger.count();
    }
    List<String> keys = page.items().stream().map(item -> ObjectKey.of(item, fields)).toList();
    if (findsDeletes) {
      keys.forEach(this::list);
    }
    ledger.prepare(keys);
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      change(keys.get(i), page.items().get(i)).ifPresent(changes::add);
    }
    listing.advance(page);
    if (listing.isComplete()) {
      changes.addAll(missing());
    }
    return changes;
  }

  private void list(String key) {
    if (!listed.add(key)) {
      throw new MalformedPageException(
          "the listing has more than %,d objects".formatted(Fingerprints.MAX_SIZE));
    }
  }

  private Optional<Change> change(String key, JsonNode item) {
    if (fields.deleted(item)) {
      return ledger.knows(key)
          ? Optional.of(
              Change.of(item, fields, EventType.DELETED, ledger.reported(LedgerEntry.removed(key))))
          : Optional.empty();
    }
    String version = fields.version(item);
    if (ledger.knows(key, version)) {
      return Optional.empty();
    }
    LedgerEntry entry = LedgerEntry.latest(key, version, LedgerEntry.FOREVER);
    if (start.isNew() && !isNewerThanTheFeed(item)) {
      ledger.note(entry);
      return Optional.empty();
    }
    EventType type = ledger.knows(key) ? EventType.UPDATED : EventType.CREATED;
    return Optional.of(Change.of(item, fields, type, ledger.reported(entry)));
  }

  private boolean isNewerThanTheFeed(JsonNode item) {
    return start instanceof FreshCursor fresh
        && fresh.since() != null
        && fields.updated(item).filter(date -> !date.isBefore(fresh.since())).isPresent();
  }

  /** Reports the objects that are missing from this listing and the one before. */
  private List<Change> missing() {
    MissingObjects missing = new MissingObjects(start);
    if (findsDeletes) {
      ledger.forEachId(id -> missing.look(id, listed));
    }
    if (missing.needsConfirmation(known)) {
      held =
          missing.countTwice()
              + " of "
              + known
              + " objects are missing at once; they are reported as deleted once the instance is"
              + " enabled again";
      end = new SnapshotCursor.Held(missing.all());
      return List.of();
    }
    end = missing.next();
    List<Change> changes = new ArrayList<>();
    missing.twice().forEach(key -> deleted(key).ifPresent(changes::add));
    return changes;
  }

  private Optional<Change> deleted(String key) {
    if (ObjectKey.isNameless(key)) {
      ledger.note(LedgerEntry.removed(key));
      return Optional.empty();
    }
    ObjectNode raw = JsonNodeFactory.instance.objectNode().put("id", key);
    LedgerEntry entry = ledger.reported(LedgerEntry.removed(key));
    return Optional.of(new Change(EventType.DELETED, key, null, raw, entry));
  }

  @Override
  public void renew(Instant lastPoll) {
    listing.restart();
    listed.clear();
  }

  /**
   * A listing that breaks off starts again with its first page, because only a complete one shows
   * which objects are missing. Everything reported and noted so far is in the ledger.
   */
  @Override
  public Cursor cursor() {
    return end == null ? start : end;
  }

  @Override
  public Instant pruneBefore() {
    return null;
  }

  @Override
  public Optional<String> hold() {
    return Optional.ofNullable(held);
  }

  @Override
  public boolean awaitsConfirmation() {
    Cursor here = cursor();
    return here instanceof SnapshotCursor.Compared compared && compared.missing().count() > 0;
  }
}
