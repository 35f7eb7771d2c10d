package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.PageRequest.Mode;
import io.pollhook.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds changes by a link that the last page of each listing has, as delta queries of Microsoft
 * Graph do ("Use delta query to track changes in Microsoft Graph data"). The ledger knows every
 * object: an unknown one is created, one with another version is updated, and one that was reported
 * already is not reported again if the provider repeats it.
 *
 * <p>If the provider refuses the link, all objects are listed and compared with the ledger, as
 * {@link SnapshotReader} does it, so that nothing is missed meanwhile.
 */
public final class DeltaReader implements ChangeReader {
  /**
   * A window of dates is relative to the time of its listing; after this time it is listed again.
   */
  static final Duration WINDOW_AGE = Duration.ofDays(30);

  private final Ledger ledger;
  private final ObjectFields fields;
  private final boolean windowed;
  private SnapshotReader whole;
  private Cursor cursor;
  private Instant servedAt;
  private final Gap gap = new Gap();
  private boolean done;

  /**
   * Creates a reader that continues from a feed's cursor.
   *
   * @param windowed whether a listing only covers a window of dates, so that an object missing from
   *     it need not be deleted
   */
  public DeltaReader(Cursor cursor, Ledger ledger, ObjectFields fields, boolean windowed) {
    this.cursor = DeltaCursor.of(cursor);
    this.ledger = ledger;
    this.fields = fields;
    this.windowed = windowed;
    if (this.cursor instanceof DeltaCursor.Comparing comparing) {
      whole = whole(comparing.compared());
    } else if (this.cursor instanceof FreshCursor fresh) {
      whole = whole(fresh);
    }
  }

  private SnapshotReader whole(Cursor from) {
    return new SnapshotReader(from, ledger, fields, !windowed);
  }

  @Override
  public Optional<PageRequest> next() {
    if (done) {
      return Optional.empty();
    }
    if (cursor instanceof DeltaCursor.Listing listing) {
      return Optional.of(new PageRequest(Mode.CHANGES, listing.link(), listing.page(), null));
    }
    return cursor instanceof DeltaCursor.Ready ready
        ? Optional.of(new PageRequest(Mode.CHANGES, ready.link(), null, null))
        : whole.next();
  }

  @Override
  public List<Change> read(Page page) {
    if (servedAt == null) {
      servedAt = page.servedAt();
    }
    if (whole != null) {
      return compared(page);
    }
    DeltaCursor.Linked from = (DeltaCursor.Linked) cursor;
    List<Change> changes = changes(page.items());
    if (page.nextPage() != null) {
      cursor = new DeltaCursor.Listing(from.link(), from.listedAt(), page.nextPage());
      return changes;
    }
    boolean tooOld = windowed && from.listedAt().plus(WINDOW_AGE).isBefore(servedAt);
    cursor =
        tooOld ? DeltaCursor.Comparing.start() : new DeltaCursor.Ready(link(page), from.listedAt());
    done = true;
    return changes;
  }

  /** Compares a listing of all objects, which may also name deleted ones: they count as missing. */
  private List<Change> compared(Page page) {
    List<JsonNode> present = page.items().stream().filter(item -> !fields.deleted(item)).toList();
    List<Change> changes =
        whole.read(new Page(present, page.nextPage(), page.nextCursor(), page.servedAt()));
    if (page.nextPage() == null) {
      String link = link(page);
      SnapshotCursor compared = (SnapshotCursor) whole.cursor();
      cursor =
          compared.missing().count() == 0
              ? new DeltaCursor.Ready(link, servedAt)
              : new DeltaCursor.Comparing(compared);
      done = true;
    }
    return changes;
  }

  private static String link(Page page) {
    if (page.nextCursor() == null) {
      throw new MalformedPageException("expected a delta link on the last page, got none");
    }
    return page.nextCursor();
  }

  private List<Change> changes(List<JsonNode> items) {
    ledger.prepare(items.stream().map(item -> ObjectKey.of(item, fields)).toList());
    List<Change> changes = new ArrayList<>();
    for (JsonNode item : items) {
      String key = ObjectKey.of(item, fields);
      change(key, item).ifPresent(changes::add);
    }
    return changes;
  }

  private Optional<Change> change(String key, JsonNode item) {
    boolean deleted = fields.deleted(item);
    String version = fields.version(item);
    if (deleted ? !ledger.knows(key) : ledger.knows(key, version)) {
      return Optional.empty();
    }
    EventType type = EventType.DELETED;
    LedgerEntry entry = LedgerEntry.removed(key);
    if (!deleted) {
      type = ledger.knows(key) ? EventType.UPDATED : EventType.CREATED;
      entry = LedgerEntry.latest(key, version, LedgerEntry.FOREVER);
    }
    return Optional.of(Change.of(item, fields, type, ledger.reported(entry)));
  }

  @Override
  public void renew(Instant lastPoll) {
    if (whole != null) {
      whole.renew(lastPoll);
    } else if (cursor instanceof DeltaCursor.Listing listing) {
      cursor = new DeltaCursor.Ready(listing.link(), listing.listedAt());
    } else {
      DeltaCursor.Comparing comparing = DeltaCursor.Comparing.start();
      cursor = comparing;
      whole = whole(comparing.compared());
      if (windowed) {
        gap.note("the delta link can no longer be read: deletions were missed");
      }
    }
  }

  @Override
  public StartOver startsOver() {
    if (whole != null || !(cursor instanceof DeltaCursor.Ready)) {
      return StartOver.USELESS;
    }
    return windowed ? StartOver.WITH_GAP : StartOver.COMPLETE;
  }

  @Override
  public Optional<String> takeGap() {
    return gap.take();
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
    return whole == null ? Optional.empty() : whole.hold();
  }

  @Override
  public boolean awaitsConfirmation() {
    return whole != null && whole.awaitsConfirmation();
  }
}
