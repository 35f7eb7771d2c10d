package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds changes by a token that stands for everything seen so far, such as Calendar's {@code
 * syncToken} (Calendar API guide, "Synchronize resources efficiently").
 *
 * <p>A token that the provider refuses is renewed: first a full listing gets a new token, then
 * everything updated since the last poll is read, deletions included. The ledger filters out
 * versions that were reported already.
 */
public final class SyncTokenReader implements ChangeReader {
  /** The furthest that a provider looks back by date; Calendar refuses 29 days. */
  static final Duration FARTHEST = Duration.ofDays(28);

  private final Ledger ledger;
  private final ObjectFields fields;
  private final Duration overlap;
  private SyncTokenCursor cursor;
  private Instant servedAt;
  private final Gap gap = new Gap();
  private boolean bridged;
  private boolean done;

  /** Creates a reader that continues from a feed's cursor. */
  public SyncTokenReader(Cursor cursor, Ledger ledger, ObjectFields fields, Duration overlap) {
    this.cursor = SyncTokenCursor.of(cursor);
    this.ledger = ledger;
    this.fields = fields;
    this.overlap = overlap;
  }

  @Override
  public Optional<PageRequest> next() {
    return done ? Optional.empty() : Optional.of(cursor.request());
  }

  @Override
  public List<Change> read(Page page) {
    if (servedAt == null) {
      servedAt = page.servedAt();
    }
    if (cursor instanceof SyncTokenCursor.Baseline baseline) {
      noteRecent(page, baseline.since());
      cursor = after(baseline, page);
      return List.of();
    }
    if (cursor instanceof SyncTokenCursor.Bridge bridge) {
      List<Change> changes = unreported(page, true, bridge);
      cursor = after(bridge, page);
      return changes;
    }
    if (cursor instanceof SyncTokenCursor.Listing listing) {
      return listed(listing, page);
    }
    return listed((SyncTokenCursor.Ready) cursor, page);
  }

  /** Notes recently updated objects: they may be listed again as changes, but are not reported. */
  private void noteRecent(Page page, Instant since) {
    prepareCreated(page);
    Instant window = servedAt.minus(overlap);
    for (JsonNode item : page.items()) {
      Instant updated = fields.updated(item).orElse(null);
      boolean old = since == null || (updated != null && updated.isBefore(since));
      if (old && (updated == null || !updated.isBefore(window))) {
        fields.id(item).ifPresent(id -> ledger.note(entry(id, item, isCreationKnown(id))));
      }
    }
  }

  private SyncTokenCursor after(SyncTokenCursor.Baseline baseline, Page page) {
    Instant since = baseline.since();
    Instant tokenFrom = baseline.tokenFrom() == null ? servedAt : baseline.tokenFrom();
    if (page.nextPage() != null) {
      return new SyncTokenCursor.Baseline(since, baseline.firstLook(), tokenFrom, page.nextPage());
    }
    done = since == null;
    return done
        ? new SyncTokenCursor.Ready(token(page), tokenFrom, false)
        : new SyncTokenCursor.Bridge(token(page), tokenFrom, since, null);
  }

  private SyncTokenCursor after(SyncTokenCursor.Bridge bridge, Page page) {
    if (page.nextPage() != null) {
      return new SyncTokenCursor.Bridge(
          bridge.token(), bridge.tokenFrom(), bridge.since(), page.nextPage());
    }
    bridged = true;
    done = true;
    return new SyncTokenCursor.Ready(bridge.token(), bridge.tokenFrom(), true);
  }

  private List<Change> listed(SyncTokenCursor.Ready ready, Page page) {
    Cursor samePageAgain = new SyncTokenCursor.Ready(ready.token(), ready.tokenFrom(), true);
    List<Change> changes = unreported(page, ready.repeats(), samePageAgain);
    if (page.nextPage() == null) {
      done = true;
      cursor = new SyncTokenCursor.Ready(token(page), servedAt, false);
    } else {
      cursor =
          new SyncTokenCursor.Listing(
              ready.token(), ready.tokenFrom(), ready.repeats(), servedAt, page.nextPage());
    }
    return changes;
  }

  private List<Change> listed(SyncTokenCursor.Listing listing, Page page) {
    Cursor samePageAgain = continued(listing, true, listing.page());
    List<Change> changes = unreported(page, listing.repeats(), samePageAgain);
    if (page.nextPage() == null) {
      done = true;
      // the new token may stand for the time of the first page, while later pages show later states
      cursor = new SyncTokenCursor.Ready(token(page), listing.listedFrom(), true);
    } else {
      cursor = continued(listing, listing.repeats(), page.nextPage());
    }
    return changes;
  }

  private static SyncTokenCursor continued(
      SyncTokenCursor.Listing listing, boolean repeats, String page) {
    return new SyncTokenCursor.Listing(
        listing.token(), listing.tokenFrom(), repeats, listing.listedFrom(), page);
  }

  /**
   * The changes to report. A token's changes are listed once; the ledger is only consulted if they
   * may be listed again, and for young objects, whose creation may have been reported.
   */
  private List<Change> unreported(Page page, boolean skipKnown, Cursor samePageAgain) {
    if (skipKnown) {
      ledger.prepare(page.items().stream().map(item -> ObjectKey.of(item, fields)).toList());
    } else {
      prepareCreated(page);
    }
    List<Change> changes = new ArrayList<>();
    for (JsonNode item : page.items()) {
      String id = fields.id(item).orElse("");
      String key = ObjectKey.of(item, fields);
      if (skipKnown && ledger.knows(key, fields.version(item))) {
        continue;
      }
      EventType type = id.isEmpty() ? EventType.UNKNOWN : type(item, key);
      boolean creationReported =
          type == EventType.CREATED || (type == EventType.UPDATED && isCreationKnown(key));
      LedgerEntry entry = entry(key, item, creationReported);
      Instant date = fields.updated(item).orElse(null);
      changes.add(new Change(type, id, date, item, ledger.reported(entry), samePageAgain));
    }
    return changes;
  }

  private EventType type(JsonNode item, String key) {
    if (fields.deleted(item)) {
      return EventType.DELETED;
    }
    boolean isCreated = CreatedCheck.isCreated(item, fields) && !isCreationKnown(key);
    return isCreated ? EventType.CREATED : EventType.UPDATED;
  }

  private void prepareCreated(Page page) {
    ledger.prepare(
        page.items().stream()
            .filter(item -> CreatedCheck.isCreated(item, fields))
            .map(item -> ObjectKey.of(item, fields))
            .toList());
  }

  private boolean isCreationKnown(String key) {
    return ledger.versions(key).stream().anyMatch(LedgerEntry::isCreation);
  }

  private LedgerEntry entry(String key, JsonNode item, boolean creationReported) {
    Instant datedAt = fields.updated(item).filter(date -> date.isAfter(servedAt)).orElse(servedAt);
    LedgerEntry entry = LedgerEntry.latest(key, fields.version(item), datedAt);
    return creationReported ? entry.reportedAs(EventType.CREATED) : entry;
  }

  private static String token(Page page) {
    if (page.nextCursor() == null) {
      throw new MalformedPageException("expected a sync token on the last page, got none");
    }
    return page.nextCursor();
  }

  @Override
  public void renew(Instant lastPoll) {
    if (cursor instanceof SyncTokenCursor.Baseline baseline) {
      cursor = SyncTokenCursor.Baseline.start(baseline.since(), baseline.firstLook());
    } else if (cursor instanceof SyncTokenCursor.Listing listing) {
      cursor = new SyncTokenCursor.Ready(listing.token(), listing.tokenFrom(), true);
    } else if (cursor instanceof SyncTokenCursor.Ready ready) {
      Instant tokenFrom = ready.tokenFrom() == null ? lastPoll : ready.tokenFrom();
      Instant since = tokenFrom == null ? null : tokenFrom.minus(overlap);
      cursor = SyncTokenCursor.Baseline.start(since, false);
    } else if (cursor instanceof SyncTokenCursor.Bridge bridge) {
      renew(bridge);
    }
  }

  private void renew(SyncTokenCursor.Bridge bridge) {
    if (bridge.page() != null) {
      cursor = new SyncTokenCursor.Bridge(bridge.token(), bridge.tokenFrom(), bridge.since(), null);
      return;
    }
    // a full listing also shows the provider's time, if this poll does not have it yet
    Instant farthest = servedAt == null ? Instant.MIN : servedAt.minus(FARTHEST);
    if (bridge.since().isBefore(farthest)) {
      cursor = new SyncTokenCursor.Bridge(bridge.token(), bridge.tokenFrom(), farthest, null);
      gap.note("the provider does not list changes older than 28 days");
    } else {
      cursor = SyncTokenCursor.Baseline.start(bridge.since(), false);
    }
  }

  /** A new token and a listing by date miss nothing; if that listing fails, it is left out. */
  @Override
  public StartOver startsOver() {
    if (cursor instanceof SyncTokenCursor.Bridge bridge && bridge.page() == null) {
      return StartOver.WITH_GAP;
    }
    return cursor instanceof SyncTokenCursor.Ready ? StartOver.COMPLETE : StartOver.USELESS;
  }

  @Override
  public void startOver(Instant lastPoll) {
    if (cursor instanceof SyncTokenCursor.Bridge bridge) {
      cursor = new SyncTokenCursor.Ready(bridge.token(), bridge.tokenFrom(), true);
      gap.note("the changes before the provider's new sync token cannot be listed");
    } else {
      renew(lastPoll);
    }
  }

  @Override
  public Optional<String> takeGap() {
    return gap.take();
  }

  @Override
  public Cursor cursor() {
    return cursor;
  }

  /** Returns null after a bridge: the next changes may repeat what it reported. */
  @Override
  public Instant pruneBefore() {
    if (!done || bridged || !(cursor instanceof SyncTokenCursor.Ready ready)) {
      return null;
    }
    return ready.tokenFrom().minus(overlap).minus(overlap);
  }
}
