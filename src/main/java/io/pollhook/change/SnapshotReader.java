package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.change.Cursor.Phase;
import io.pollhook.event.EventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Changes told by comparing complete listings: unseen is created, changed is updated, gone is
 * deleted. An object is gone when two complete listings in a row lack it; when most of them go at
 * once, a person is asked first.
 */
public final class SnapshotReader implements ChangeReader {
  /** So many objects may go at once without question, however few there are. */
  static final int FEW = 10;

  private final Ledger ledger;
  private final ObjectFields fields;
  private final boolean tellsDeletes;
  private final WholeListing listing = new WholeListing();
  private final Set<String> listed = new HashSet<>();
  private final Map<String, JsonNode> unknown = new LinkedHashMap<>();
  private Map<String, Set<String>> known;
  private Cursor cursor;
  private String held;

  /**
   * Goes on where a feed stands.
   *
   * @param tellsDeletes whether a listing has every object, so that one it lacks is gone
   */
  public SnapshotReader(Cursor cursor, Ledger ledger, ObjectFields fields, boolean tellsDeletes) {
    this.cursor = cursor;
    this.ledger = ledger;
    this.fields = fields;
    this.tellsDeletes = tellsDeletes;
  }

  @Override
  public Optional<PageRequest> next() {
    return listing.next();
  }

  @Override
  public List<Change> read(Page page) {
    if (known == null) {
      known = ledger.all();
    }
    page.items().forEach(this::list);
    listing.advance(page);
    return listing.isComplete() ? compared() : List.of();
  }

  /** Only what is not known is kept: a listing may be long. */
  private void list(JsonNode item) {
    String key = ObjectKey.of(item, fields);
    listed.add(key);
    if (known.getOrDefault(key, Set.of()).contains(fields.version(item))) {
      unknown.remove(key); // a page that drifts lists an object twice: the later state counts
    } else {
      unknown.put(key, item);
    }
  }

  private List<Change> compared() {
    List<Change> changes = new ArrayList<>();
    unknown.forEach((key, item) -> change(key, item).ifPresent(changes::add));
    if (tellsDeletes) {
      changes.addAll(gone());
    }
    cursor = cursor.withPhase(Phase.READY).withSince(null).withConfirmed(false);
    return changes;
  }

  private Optional<Change> change(String key, JsonNode item) {
    LedgerEntry entry = LedgerEntry.latest(key, fields.version(item), LedgerEntry.FOREVER);
    if (cursor.isNew() && !isNewerThanTheFeed(item)) {
      ledger.note(entry);
      return Optional.empty();
    }
    EventType seen = known.containsKey(key) ? EventType.UPDATED : EventType.CREATED;
    Optional<String> id = fields.id(item);
    return Optional.of(
        new Change(
            id.isPresent() ? seen : EventType.UNKNOWN,
            id.orElse(""),
            fields.updated(item).orElse(null),
            item,
            entry));
  }

  private boolean isNewerThanTheFeed(JsonNode item) {
    Instant since = cursor.sinceInstant();
    return since != null && fields.updated(item).filter(date -> !date.isBefore(since)).isPresent();
  }

  private List<Change> gone() {
    List<String> missing =
        known.keySet().stream().filter(key -> !listed.contains(key)).sorted().toList();
    List<String> twice = missing.stream().filter(cursor.missing()::contains).toList();
    boolean most = twice.size() >= FEW && twice.size() * 2 > known.size();
    List<Change> changes = new ArrayList<>();
    if (most && !cursor.confirmed()) {
      held =
          twice.size()
              + " of "
              + known.size()
              + " objects are gone at once; enable the instance again to have them reported as"
              + " deleted";
    } else {
      twice.forEach(key -> forget(key).ifPresent(changes::add));
      missing = missing.stream().filter(key -> !twice.contains(key)).toList();
    }
    cursor = cursor.withMissing(missing);
    return changes;
  }

  private Optional<Change> forget(String key) {
    if (ObjectKey.isNameless(key)) {
      ledger.note(LedgerEntry.gone(key));
      return Optional.empty();
    }
    return Optional.of(deleted(key));
  }

  private Change deleted(String id) {
    ObjectNode raw = JsonNodeFactory.instance.objectNode().put("id", id);
    return new Change(EventType.DELETED, id, null, raw, LedgerEntry.gone(id));
  }

  @Override
  public Optional<String> renew(Instant lastPoll) {
    listing.restart();
    listed.clear();
    unknown.clear();
    return Optional.empty();
  }

  @Override
  public Cursor cursor() {
    return cursor;
  }

  @Override
  public Instant pruneBefore() {
    return null;
  }

  @Override
  public Optional<String> hold() {
    return Optional.ofNullable(held);
  }

  /** Whether what this listing lacks awaits a second one. */
  public boolean awaitsConfirmation() {
    return held == null && !cursor.missing().isEmpty();
  }
}
