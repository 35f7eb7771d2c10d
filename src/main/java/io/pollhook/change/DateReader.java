package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.Cursor.Phase;
import io.pollhook.change.PageRequest.Mode;
import io.pollhook.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes told by dates against the last-seen date (Cloud Elements documentation, "Events", polling
 * configuration).
 *
 * <p>The query is inclusive and looks back by the overlap and the poll delay, because what a
 * provider writes now may become visible later, with a date of before. The ledger removes what was
 * reported. The last-seen date is the provider's, never the local clock's.
 */
public final class DateReader implements ChangeReader {
  private final Ledger ledger;
  private final ObjectFields fields;
  private final DatePolicy policy;
  private final Instant lastSeen;
  private Cursor cursor;
  private Instant servedAt;
  private String etag;
  private boolean resumed;
  private Instant askedInstead;
  private boolean refused;
  private boolean done;

  /**
   * Goes on where a feed stands.
   *
   * @param lastSeen the last-seen date; before the first look the local time, which the first
   *     answer corrects
   */
  public DateReader(
      Cursor cursor, Ledger ledger, ObjectFields fields, DatePolicy policy, Instant lastSeen) {
    this.ledger = ledger;
    this.fields = fields;
    this.policy = policy;
    this.lastSeen = lastSeen;
    this.cursor = cursor;
    resumed = cursor.page() != null;
  }

  @Override
  public Optional<PageRequest> next() {
    if (done) {
      return Optional.empty();
    }
    Instant since = refused ? askedInstead : bound();
    return Optional.of(new PageRequest(Mode.CHANGES, Etag.of(cursor, since), cursor.page(), since));
  }

  /** What the listing is asked for: the same on all its pages, also when it is taken up again. */
  private Instant bound() {
    if (cursor.page() != null && !cursor.isNew()) {
      return cursor.sinceInstant();
    }
    Instant window = window();
    Instant since = cursor.sinceInstant();
    return fields.roundedDown(since != null && since.isBefore(window) ? since : window);
  }

  /** Relative to the provider's clock, once it is known: it may be behind ours, or set back. */
  private Instant window() {
    boolean ahead = servedAt != null && servedAt.isBefore(lastSeen);
    return lookBack(ahead ? servedAt : lastSeen);
  }

  private Instant lookBack(Instant from) {
    Instant back = from.minus(policy.overlap()).minus(policy.pollDelay());
    return back.truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public List<Change> read(Page page) {
    if (servedAt == null) {
      Instant asked = bound();
      servedAt = page.servedAt();
      etag = page.etag();
      if (bound().isBefore(asked)) {
        return List.of(); // the provider's clock is behind: ask again, for its window
      }
    }
    Instant bound = bound();
    List<JsonNode> recent =
        page.items().stream().filter(item -> isWithin(filterDate(item), bound)).toList();
    ledger.prepare(recent.stream().map(item -> ObjectKey.of(item, fields)).toList());
    if (!cursor.isNew()) {
      cursor = cursor.withToken(null).withSince(bound);
    }
    List<Change> changes = new ArrayList<>();
    for (JsonNode item : recent) {
      changed(item).ifPresent(changes::add);
    }
    advance(page, bound);
    return changes;
  }

  /** Objects without a date are looked at each time. */
  private boolean isWithin(Optional<Instant> date, Instant bound) {
    return date.isEmpty() || !(date.get().isBefore(bound) || isAfterThePoll(date.get()));
  }

  private void advance(Page page, Instant bound) {
    if (page.nextPage() != null && !(policy.newestFirst() && isPast(page, bound))) {
      cursor = cursor.withPage(page.nextPage());
      return;
    }
    done = true;
    boolean single = cursor.page() == null;
    cursor = Cursor.fresh().withPhase(Phase.READY).withSince(lookAgainFrom());
    // the first page of several says nothing of the others
    cursor = single ? Etag.keep(etag, bound, cursor) : cursor;
  }

  /**
   * While a listing of several pages is read, objects move between them, and what changes on a page
   * already read is not seen: the next listing looks back as far as this one should have. Where
   * several polls read it, that is as far as it did, until a listing is read in one go.
   */
  private Instant lookAgainFrom() {
    if (cursor.page() == null) {
      return null;
    }
    return resumed ? cursor.sinceInstant() : window();
  }

  /** Newest first: where the last object of a page is older than the bound, all others are. */
  private boolean isPast(Page page, Instant bound) {
    return !page.items().isEmpty()
        && filterDate(page.items().get(page.items().size() - 1))
            .filter(date -> date.isBefore(bound))
            .isPresent();
  }

  private Optional<Change> changed(JsonNode item) {
    Optional<Instant> date = filterDate(item);
    String key = ObjectKey.of(item, fields);
    Instant datedAt = date.orElseGet(() -> undated(item));
    Versions versions = new Versions(fields, servedAt);
    if (versions.isKnown(ledger, key, item, datedAt)) {
      return Optional.empty();
    }
    LedgerEntry entry = versions.entry(ledger, key, item, datedAt);
    if (cursor.isNew() && !isNewerThanTheFeed(date)) {
      ledger.note(entry);
      return Optional.empty();
    }
    return Optional.of(
        new Change(
            type(item),
            fields.id(item).orElse(""),
            fields.updated(item).orElse(null),
            item,
            ledger.reported(entry),
            cursor.isNew() ? null : cursor)); // the same page again
  }

  /**
   * An object without a date is listed for as long as it exists and remembered as long; the stub of
   * a deleted one is listed for a while.
   */
  private Instant undated(JsonNode item) {
    return fields.deleted(item) ? servedAt : LedgerEntry.FOREVER;
  }

  /** Before the first look {@code since} says what is to be reported all the same. */
  private boolean isNewerThanTheFeed(Optional<Instant> date) {
    Instant since = cursor.sinceInstant();
    return since != null && date.filter(value -> !value.isBefore(since)).isPresent();
  }

  private boolean isAfterThePoll(Instant date) {
    return policy.upToNow() && date.isAfter(servedAt);
  }

  private EventType type(JsonNode item) {
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
    return CreatedCheck.isCreated(item, fields) ? EventType.CREATED : EventType.UPDATED;
  }

  private Optional<Instant> filterDate(JsonNode item) {
    Optional<Instant> updated = fields.updated(item);
    return policy.byCreatedDate() ? fields.created(item).or(() -> updated) : updated;
  }

  /**
   * A page token that is forgotten: the listing starts again. A date that lies too far back:
   * nothing changed since without being reported before the last poll; if that lies too far back as
   * well, everything is listed.
   */
  @Override
  public Optional<String> renew(Instant lastPoll) {
    if (cursor.page() != null) {
      cursor = cursor.withPage(null);
      resumed = false;
      return Optional.empty();
    }
    boolean upToDate = lastPoll != null && cursor.since() == null;
    Instant recent = upToDate ? fields.roundedDown(lookBack(lastPoll)) : Instant.MIN;
    askedInstead = !refused && recent.isAfter(bound()) ? recent : null;
    refused = true;
    return Optional.empty();
  }

  @Override
  public Cursor cursor() {
    return cursor.isNew() ? cursor.withPage(null) : cursor;
  }

  /** A day less than the next listing can look back: the provider's clock may be set back. */
  @Override
  public Instant pruneBefore() {
    if (!done) {
      return null;
    }
    Instant since = cursor.sinceInstant();
    Instant next = since != null && since.isBefore(window()) ? since : window();
    return fields.roundedDown(next).minus(Duration.ofDays(1));
  }
}
