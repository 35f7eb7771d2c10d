package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.Cursor.Phase;
import io.pollhook.change.PageRequest.Mode;
import io.pollhook.event.EventType;
import java.time.Duration;
import java.time.Instant;
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
  }

  @Override
  public Optional<PageRequest> next() {
    if (done) {
      return Optional.empty();
    }
    Instant bound = bound();
    return Optional.of(new PageRequest(Mode.CHANGES, Etag.of(cursor, bound), cursor.page(), bound));
  }

  /** What the listing is asked for: the same on all its pages, also when it is taken up again. */
  private Instant bound() {
    Instant since = cursor.sinceInstant();
    Instant window = lookBack(reference());
    if (since == null || (cursor.isNew() && window.isBefore(since))) {
      return fields.roundedDown(window);
    }
    return fields.roundedDown(since);
  }

  /** Before the first look the answer's own date counts, once it is known. */
  private Instant reference() {
    return cursor.isNew() && servedAt != null && servedAt.isBefore(lastSeen) ? servedAt : lastSeen;
  }

  private Instant lookBack(Instant from) {
    return from.minus(policy.overlap()).minus(policy.pollDelay());
  }

  @Override
  public List<Change> read(Page page) {
    if (servedAt == null) {
      Instant asked = bound();
      servedAt = page.servedAt();
      etag = page.etag();
      if (cursor.isNew() && bound().isBefore(asked)) {
        return List.of(); // the provider's clock is behind ours: ask again, for its window
      }
    }
    ledger.prepare(page.items().stream().map(this::key).toList());
    List<Change> changes = new ArrayList<>();
    Instant bound = bound();
    for (JsonNode item : page.items()) {
      changed(item, bound).ifPresent(changes::add);
    }
    advance(page, bound);
    return changes;
  }

  private void advance(Page page, Instant bound) {
    boolean past = policy.newestFirst() && isPast(page, bound);
    if (page.nextPage() == null || past) {
      done = true;
      cursor = Etag.keep(etag, bound, Cursor.fresh().withPhase(Phase.READY));
      return;
    }
    cursor = cursor.withPage(page.nextPage());
    if (!cursor.isNew()) {
      cursor = cursor.withSince(bound);
    }
  }

  /** Newest first: where the last object of a page is older than the bound, all others are. */
  private boolean isPast(Page page, Instant bound) {
    return !page.items().isEmpty()
        && filterDate(page.items().get(page.items().size() - 1))
            .filter(date -> date.isBefore(bound))
            .isPresent();
  }

  private Optional<Change> changed(JsonNode item, Instant bound) {
    String key = key(item);
    Optional<String> id = fields.id(item);
    Optional<Instant> date = filterDate(item);
    if (date.isPresent() && (date.get().isBefore(bound) || isAfterThePoll(date.get()))) {
      return Optional.empty();
    }
    Versions versions = new Versions(fields, servedAt);
    if (versions.isKnown(ledger, key, item)) {
      return Optional.empty();
    }
    LedgerEntry entry = versions.entry(key, item);
    if (cursor.isNew() && !isNewerThanTheFeed(date)) {
      ledger.note(entry);
      return Optional.empty();
    }
    EventType type = type(item, id.isPresent());
    Instant reportedDate = fields.updated(item).orElse(null);
    return Optional.of(new Change(type, id.orElse(""), reportedDate, item, ledger.reported(entry)));
  }

  /** Before the first look {@code since} says what is to be reported all the same. */
  private boolean isNewerThanTheFeed(Optional<Instant> date) {
    Instant since = cursor.sinceInstant();
    return since != null && date.filter(value -> !value.isBefore(since)).isPresent();
  }

  private boolean isAfterThePoll(Instant date) {
    return policy.upToNow() && date.isAfter(servedAt);
  }

  private EventType type(JsonNode item, boolean hasId) {
    if (!hasId) {
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
    return policy.byCreatedDate() ? fields.created(item) : fields.updated(item);
  }

  private String key(JsonNode item) {
    return fields.id(item).orElseGet(() -> "?" + fields.version(item));
  }

  @Override
  public Optional<String> renew(Instant lastPoll) {
    if (cursor.page() != null) {
      cursor = cursor.withPage(null);
      return Optional.empty();
    }
    Instant farthest = (lastPoll == null ? lastSeen : lastPoll).minus(policy.overlap());
    boolean asked = cursor.since() != null && !cursor.sinceInstant().isBefore(farthest);
    cursor = cursor.withPhase(Phase.READY).withSince(asked ? servedAt : farthest);
    return asked
        ? Optional.of("the provider does not look back to the last poll by date")
        : Optional.empty();
  }

  @Override
  public Cursor cursor() {
    return cursor.isNew() ? cursor.withPage(null) : cursor;
  }

  /** The next poll looks back from the last-seen date; a bound before this one is never asked. */
  @Override
  public Instant pruneBefore() {
    return done ? fields.roundedDown(lookBack(lastSeen)).minus(Duration.ofDays(1)) : null;
  }
}
