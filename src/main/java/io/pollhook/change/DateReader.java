package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.PageRequest.Mode;
import io.pollhook.event.EventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds changes by comparing dates with the last-seen date (Cloud Elements documentation, "Events",
 * polling configuration).
 *
 * <p>The query is inclusive and looks back by the overlap and the poll delay, because a provider
 * may show an object later than its date says. The ledger filters out versions that were reported
 * already. The last-seen date is the provider's, never the local clock's.
 */
public final class DateReader implements ChangeReader {
  private final Ledger ledger;
  private final ObjectFields fields;
  private final DatePolicy policy;
  private final DateBounds bounds;
  private final boolean firstLook;

  /** The date after which the first look reports changes; null if it reports none. */
  private final Instant reportSince;

  /** The cursor before anything was read. */
  private final Cursor start;

  private Etag etag;
  private String page;
  private Instant servedAt;
  private String servedEtag;
  private Instant askedInstead;
  private boolean refused;
  private boolean started;
  private DateCursor.Between end;

  /**
   * Creates a reader that continues from a feed's cursor.
   *
   * @param lastSeen the last-seen date; before the first look the local time, which the first
   *     answer corrects
   */
  public DateReader(
      Cursor cursor, Ledger ledger, ObjectFields fields, DatePolicy policy, Instant lastSeen) {
    this.ledger = ledger;
    this.fields = fields;
    this.policy = policy;
    start = DateCursor.of(cursor);
    bounds = new DateBounds(fields, policy, lastSeen, start);
    firstLook = start.isNew();
    reportSince = reportSince(start);
    page = start.page();
    etag = start instanceof DateCursor.Between between ? between.etag() : null;
  }

  private static Instant reportSince(Cursor start) {
    if (start instanceof FreshCursor fresh) {
      return fresh.since();
    }
    return start instanceof DateCursor.FirstLook look ? look.since() : null;
  }

  @Override
  public Optional<PageRequest> next() {
    if (end != null) {
      return Optional.empty();
    }
    Instant since = refused ? askedInstead : bounds.bound();
    boolean sameAgain = page == null && etag != null && etag.bound().equals(since);
    return Optional.of(new PageRequest(Mode.CHANGES, sameAgain ? etag.value() : null, page, since));
  }

  @Override
  public List<Change> read(Page read) {
    if (servedAt == null) {
      servedAt = read.servedAt();
      servedEtag = read.etag();
      if (bounds.served(servedAt)) {
        return List.of(); // the provider's clock is behind: repeat the request with an earlier date
      }
    }
    started = true;
    etag = null;
    Instant bound = bounds.bound();
    List<JsonNode> recent =
        read.items().stream().filter(item -> isWithin(filterDate(item), bound)).toList();
    ledger.prepare(recent.stream().map(item -> ObjectKey.of(item, fields)).toList());
    Versions versions = new Versions(fields, unit(read), servedAt);
    Cursor samePageAgain = firstLook ? null : cursor();
    List<Change> changes = new ArrayList<>();
    for (JsonNode item : recent) {
      changed(item, versions, samePageAgain).ifPresent(changes::add);
    }
    advance(read, bound);
    return changes;
  }

  /** Objects without a date are compared each time. */
  private boolean isWithin(Optional<Instant> date, Instant bound) {
    return date.isEmpty() || !(date.get().isBefore(bound) || isAfterThePoll(date.get()));
  }

  private void advance(Page read, Instant bound) {
    if (read.nextPage() != null && !(policy.newestFirst() && isPast(read, bound))) {
      page = read.nextPage();
    } else if (page == null) {
      end = new DateCursor.Between(null, Etag.of(bound, servedEtag));
    } else {
      // the first page's ETag does not cover the other pages
      end = new DateCursor.Between(bounds.afterPages(), null);
    }
  }

  /** Newest first: if the last object of a page is older than the bound, so are all that follow. */
  private boolean isPast(Page read, Instant bound) {
    return !read.items().isEmpty()
        && filterDate(read.items().get(read.items().size() - 1))
            .filter(date -> date.isBefore(bound))
            .isPresent();
  }

  private PageUnit unit(Page read) {
    return PageUnit.of(
        read.items().stream().map(fields::updated).flatMap(Optional::stream).toList());
  }

  private Optional<Change> changed(JsonNode item, Versions versions, Cursor checkpoint) {
    Optional<Instant> date = filterDate(item);
    String key = ObjectKey.of(item, fields);
    Instant datedAt = date.orElseGet(() -> undated(item));
    if (versions.isKnown(ledger, key, item, datedAt)) {
      return Optional.empty();
    }
    LedgerEntry entry = versions.entry(ledger, key, item, datedAt);
    if (firstLook && !isNewerThanTheFeed(date)) {
      ledger.note(entry);
      return Optional.empty();
    }
    EventType type = type(item, key);
    return Optional.of(
        new Change(
            type,
            fields.id(item).orElse(""),
            fields.updated(item).orElse(null),
            item,
            ledger.reported(entry.reportedAs(type)),
            checkpoint));
  }

  /**
   * The date of a version without one. An object without a date is listed, and remembered, as long
   * as it exists; the stub of a deleted one is only listed for a while.
   */
  private Instant undated(JsonNode item) {
    return fields.deleted(item) ? servedAt : LedgerEntry.FOREVER;
  }

  private boolean isNewerThanTheFeed(Optional<Instant> date) {
    return reportSince != null && date.filter(value -> !value.isBefore(reportSince)).isPresent();
  }

  private boolean isAfterThePoll(Instant date) {
    return policy.upToNow() && date.isAfter(servedAt);
  }

  private EventType type(JsonNode item, String key) {
    if (fields.id(item).isEmpty()) {
      return EventType.UNKNOWN;
    }
    if (fields.deleted(item)) {
      return EventType.DELETED;
    }
    boolean noCreatedDate = fields.hasCreatedDate() && fields.created(item).isEmpty();
    if (noCreatedDate || fields.updated(item).isEmpty()) {
      return EventType.UNKNOWN;
    }
    boolean isCreated =
        CreatedCheck.isCreated(item, fields) && !Versions.isCreationKnown(ledger, key);
    return isCreated ? EventType.CREATED : EventType.UPDATED;
  }

  private Optional<Instant> filterDate(JsonNode item) {
    Optional<Instant> updated = fields.updated(item);
    return policy.byCreatedDate() ? fields.created(item).or(() -> updated) : updated;
  }

  /**
   * If the provider no longer knows a page token, the listing starts again. If it does not look
   * back as far as the request did, the date of the last poll is used, because everything before it
   * was reported; if that is too far back as well, everything is listed.
   */
  @Override
  public void renew(Instant lastPoll) {
    if (page != null) {
      bounds.restart();
      page = null;
      started = true; // the cursor of the poll's start has the refused page
      return;
    }
    boolean upToDate = lastPoll != null && !bounds.looksBack() && !started;
    Instant recent = upToDate ? bounds.since(lastPoll) : Instant.MIN;
    askedInstead = !refused && recent.isAfter(bounds.bound()) ? recent : null;
    refused = true;
  }

  /** Without the ETag of an earlier answer, everything since the date is listed again. */
  @Override
  public StartOver startsOver() {
    return page == null && etag != null ? StartOver.COMPLETE : StartOver.USELESS;
  }

  @Override
  public void startOver(Instant lastPoll) {
    etag = null;
  }

  @Override
  public Cursor cursor() {
    if (end != null) {
      return end;
    }
    if (firstLook) {
      return page == null
          ? new FreshCursor(reportSince)
          : new DateCursor.FirstLook(reportSince, bounds.bound(), page);
    }
    if (page != null) {
      return bounds.listing(page);
    }
    return started ? new DateCursor.Between(bounds.again(), null) : start;
  }

  @Override
  public Instant pruneBefore() {
    return end == null ? null : bounds.pruneBefore(end.lookBack());
  }
}
