package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.change.Cursor.Phase;
import io.pollhook.change.PageRequest.Mode;
import io.pollhook.event.EventType;
import java.time.Instant;
import java.util.ArrayList;
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

  private static final String NO_ID = "?";

  private final Ledger ledger;
  private final ObjectFields fields;
  private final boolean tellsDeletes;
  private final Map<String, JsonNode> listed = new LinkedHashMap<>();
  private Cursor cursor;
  private Instant servedAt;
  private String held;
  private boolean done;

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
    return done
        ? Optional.empty()
        : Optional.of(new PageRequest(Mode.CHANGES, null, cursor.page(), null));
  }

  @Override
  public List<Change> read(Page page) {
    if (servedAt == null) {
      servedAt = page.servedAt();
    }
    for (JsonNode item : page.items()) {
      listed.put(fields.id(item).orElseGet(() -> NO_ID + fields.version(item)), item);
    }
    cursor = cursor.withPage(page.nextPage());
    if (page.nextPage() != null) {
      return List.of();
    }
    done = true;
    return compared();
  }

  private List<Change> compared() {
    Map<String, Set<String>> known = ledger.all();
    List<Change> changes = new ArrayList<>();
    listed.forEach((key, item) -> compare(key, item, known.get(key)).ifPresent(changes::add));
    if (tellsDeletes) {
      changes.addAll(gone(known));
    }
    cursor = cursor.withPhase(Phase.READY).withSince(null).withConfirmed(false);
    return changes;
  }

  private Optional<Change> compare(String key, JsonNode item, Set<String> known) {
    String version = fields.version(item);
    if (known != null && known.contains(version)) {
      return Optional.empty();
    }
    LedgerEntry entry = LedgerEntry.current(key, version);
    if (cursor.isNew() && !isNewerThanTheFeed(item)) {
      ledger.note(entry);
      return Optional.empty();
    }
    boolean hasId = !key.startsWith(NO_ID);
    EventType type = known == null ? EventType.CREATED : EventType.UPDATED;
    return Optional.of(
        new Change(
            hasId ? type : EventType.UNKNOWN,
            hasId ? key : "",
            fields.updated(item).orElse(null),
            item,
            entry));
  }

  private boolean isNewerThanTheFeed(JsonNode item) {
    Instant since = cursor.sinceInstant();
    return since != null && fields.updated(item).filter(date -> !date.isBefore(since)).isPresent();
  }

  private List<Change> gone(Map<String, Set<String>> known) {
    List<String> missing =
        known.keySet().stream()
            .filter(key -> !listed.containsKey(key) && !key.startsWith(NO_ID))
            .sorted()
            .toList();
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
      twice.forEach(key -> changes.add(deleted(key)));
      missing = missing.stream().filter(key -> !twice.contains(key)).toList();
    }
    cursor = cursor.withMissing(missing);
    return changes;
  }

  private Change deleted(String id) {
    ObjectNode raw = JsonNodeFactory.instance.objectNode().put("id", id);
    return new Change(EventType.DELETED, id, null, raw, LedgerEntry.gone(id));
  }

  @Override
  public Optional<String> renew(Instant lastPoll) {
    cursor = cursor.withPage(null);
    listed.clear();
    return Optional.empty();
  }

  /** A listing that ended in the middle is no listing: it starts again. */
  @Override
  public Cursor cursor() {
    return cursor.withPage(null);
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
