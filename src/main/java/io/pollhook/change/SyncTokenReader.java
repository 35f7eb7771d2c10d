package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.Cursor.Phase;
import io.pollhook.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes told by a token that stands for all that was seen, as Calendar's {@code syncToken}
 * (Calendar API guide, "Synchronize resources efficiently").
 *
 * <p>A token that the provider refuses is renewed: a full listing for a new token first, then what
 * was updated since the last poll, deletions included; the ledger removes what was reported.
 */
public final class SyncTokenReader implements ChangeReader {
  /** Further back than this a provider does not look by date; Calendar refuses at 29 days. */
  static final Duration FARTHEST = Duration.ofDays(28);

  private final Ledger ledger;
  private final ObjectFields fields;
  private final Duration overlap;
  private Cursor cursor;
  private Instant servedAt;
  private boolean bridged;
  private boolean done;

  /** Goes on where a feed stands. */
  public SyncTokenReader(Cursor cursor, Ledger ledger, ObjectFields fields, Duration overlap) {
    this.cursor = cursor;
    this.ledger = ledger;
    this.fields = fields;
    this.overlap = overlap;
  }

  @Override
  public Optional<PageRequest> next() {
    return done ? Optional.empty() : Optional.of(PageRequest.at(cursor));
  }

  @Override
  public List<Change> read(Page page) {
    if (servedAt == null) {
      servedAt = page.servedAt();
    }
    if (cursor.phase() == Phase.BRIDGE || cursor.repeats()) {
      ledger.prepare(page.items().stream().map(item -> ObjectKey.of(item, fields)).toList());
    }
    return switch (cursor.phase()) {
      case NEW, BASELINE -> baseline(page);
      case BRIDGE -> bridge(page);
      case READY -> changes(page);
    };
  }

  private List<Change> baseline(Page page) {
    Instant window = servedAt.minus(overlap);
    Instant since = cursor.sinceInstant();
    for (JsonNode item : page.items()) {
      Instant updated = fields.updated(item).orElse(null);
      boolean old = since == null || (updated != null && updated.isBefore(since));
      if (old && (updated == null || !updated.isBefore(window))) {
        fields.id(item).ifPresent(id -> ledger.note(entry(id, item)));
      }
    }
    cursor = begun().withPhase(Phase.BASELINE).withPage(page.nextPage());
    if (page.nextPage() == null) {
      cursor = cursor.withToken(token(page)).withPhase(Phase.BRIDGE);
      done = since == null;
      cursor = done ? ready() : cursor;
    }
    return List.of();
  }

  private List<Change> bridge(Page page) {
    List<Change> changes = unreported(page, true);
    cursor = cursor.withPage(page.nextPage());
    if (page.nextPage() == null) {
      cursor = ready().withRepeats(true);
      bridged = true;
      done = true;
    }
    return changes;
  }

  private List<Change> changes(Page page) {
    List<Change> changes = unreported(page, cursor.repeats());
    boolean several = cursor.page() != null;
    cursor = begun().withPage(page.nextPage());
    if (page.nextPage() == null) {
      // the new token may stand for the time of the first page, and the last one show later states
      cursor = ready().withToken(token(page)).withRepeats(several);
      done = true;
    }
    return changes;
  }

  /** A token stands for the time of the first page of the listing that ends with it. */
  private Cursor begun() {
    boolean first = cursor.page() == null || cursor.again() == null;
    return first ? cursor.withAgain(servedAt) : cursor;
  }

  private Cursor ready() {
    return cursor.withPhase(Phase.READY).withSince(cursor.againInstant()).withAgain(null);
  }

  /** A token's changes come once; only where they can come again is the ledger asked. */
  private List<Change> unreported(Page page, boolean skipKnown) {
    List<Change> changes = new ArrayList<>();
    Cursor samePageAgain = cursor.withRepeats(true);
    for (JsonNode item : page.items()) {
      String id = fields.id(item).orElse("");
      String key = ObjectKey.of(item, fields);
      LedgerEntry entry = entry(key, item);
      if (skipKnown && ledger.knows(key, entry.version())) {
        continue;
      }
      EventType type = id.isEmpty() ? EventType.UNKNOWN : type(item);
      Instant date = fields.updated(item).orElse(null);
      changes.add(new Change(type, id, date, item, ledger.reported(entry), samePageAgain));
    }
    return changes;
  }

  private EventType type(JsonNode item) {
    if (fields.deleted(item)) {
      return EventType.DELETED;
    }
    return CreatedCheck.isCreated(item, fields) ? EventType.CREATED : EventType.UPDATED;
  }

  private LedgerEntry entry(String key, JsonNode item) {
    Instant datedAt = fields.updated(item).filter(date -> date.isAfter(servedAt)).orElse(servedAt);
    return LedgerEntry.latest(key, fields.version(item), datedAt);
  }

  private static String token(Page page) {
    if (page.nextCursor() == null) {
      throw new MalformedPageException("expected a sync token on the last page, got none");
    }
    return page.nextCursor();
  }

  @Override
  public Optional<String> renew(Instant lastPoll) {
    if (cursor.page() != null) {
      cursor = cursor.withPage(null).withRepeats(true);
      return Optional.empty();
    }
    return switch (cursor.phase()) {
      case NEW, BASELINE -> Optional.empty(); // it asked for nothing that can be forgotten
      case BRIDGE -> shorterBridge();
      case READY -> {
        Instant tokenFrom = cursor.since() == null ? lastPoll : cursor.sinceInstant();
        Instant since = tokenFrom == null ? null : tokenFrom.minus(overlap);
        cursor = cursor.withPhase(Phase.BASELINE).withToken(null).withSince(since);
        yield Optional.empty();
      }
    };
  }

  private Optional<String> shorterBridge() {
    // a full listing also tells the provider's time, where this poll does not have it yet
    Instant farthest = servedAt == null ? Instant.MIN : servedAt.minus(FARTHEST);
    if (cursor.sinceInstant().isBefore(farthest)) {
      cursor = cursor.withSince(farthest);
      return Optional.of("the provider does not tell changes older than 28 days");
    }
    cursor = cursor.withPhase(Phase.BASELINE);
    return Optional.empty();
  }

  @Override
  public Cursor cursor() {
    return cursor;
  }

  /** Not after a bridge: the next changes may repeat what it told. */
  @Override
  public Instant pruneBefore() {
    return done && !bridged ? cursor.sinceInstant().minus(overlap).minus(overlap) : null;
  }
}
