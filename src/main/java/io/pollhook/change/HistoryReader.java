package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.Cursor.Phase;
import io.pollhook.event.EventType;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes told by a log with ids that rise, Gmail's {@code users.history}: a record names messages
 * that were added, deleted, or whose labels changed. One event per message and poll.
 *
 * <p>A start id that Gmail forgot (404, "typically valid for at least a week") is renewed: a new id
 * first, then the messages received since the last poll; what else happened cannot be known.
 */
public final class HistoryReader implements ChangeReader {
  /** More records than this are read in several polls, each committed on its own. */
  static final int MOST_RECORDS = 10_000;

  private final Ledger ledger;
  private final Duration overlap;
  private final List<JsonNode> records = new ArrayList<>();
  private Cursor cursor;
  private BigInteger currentId;
  private Instant servedAt;
  private boolean done;
  private boolean bridged;
  private boolean more;

  /** Goes on where a feed stands. */
  public HistoryReader(Cursor cursor, Ledger ledger, Duration overlap) {
    this.cursor = cursor;
    this.ledger = ledger;
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
    return switch (cursor.phase()) {
      case NEW, BASELINE -> baseline(page);
      case BRIDGE -> bridge(page);
      case READY -> changes(page);
    };
  }

  private List<Change> baseline(Page page) {
    boolean silent = cursor.since() == null;
    Instant since = silent ? page.servedAt().minus(overlap) : cursor.sinceInstant();
    cursor =
        cursor
            .withToken(historyId(page).toString())
            .withPhase(Phase.BRIDGE)
            .withSilent(silent)
            .withSince(since)
            .withPage(null);
    return List.of();
  }

  private List<Change> bridge(Page page) {
    List<String> ids = page.items().stream().map(HistoryReader::id).toList();
    ledger.prepare(ids);
    List<Change> changes = new ArrayList<>();
    for (JsonNode message : page.items()) {
      String id = id(message);
      if (ledger.knows(id, MessageFate.CREATED) || ledger.knows(id, MessageFate.SEEN)) {
        continue;
      }
      if (cursor.silent()) {
        ledger.note(LedgerEntry.of(id, MessageFate.SEEN, page.servedAt()));
      } else {
        LedgerEntry entry = LedgerEntry.of(id, MessageFate.CREATED, page.servedAt());
        changes.add(new Change(EventType.CREATED, id, null, message, ledger.reported(entry)));
      }
    }
    cursor = cursor.withPage(page.nextPage());
    if (page.nextPage() == null) {
      cursor = cursor.withPhase(Phase.READY).withSince(null).withSilent(false);
      bridged = true;
      done = true;
    }
    return changes;
  }

  private List<Change> changes(Page page) {
    if (currentId == null) {
      currentId = historyId(page);
    }
    records.addAll(page.items());
    cursor = cursor.withPage(page.nextPage());
    int most = cursor.most() == 0 ? MOST_RECORDS : cursor.most();
    more = page.nextPage() != null && records.size() >= most;
    if (page.nextPage() != null && !more) {
      return List.of();
    }
    return told(lastId());
  }

  private List<Change> told(BigInteger lastId) {
    done = true;
    Cursor start = cursor.withPage(null).withMost(0);
    cursor = start.withToken(lastId.toString());
    return new MessageFates(records, ledger, servedAt).changes(start);
  }

  @Override
  public boolean canBreakOff() {
    return !done && !records.isEmpty();
  }

  @Override
  public List<Change> breakOff() {
    more = true;
    return told(lastId());
  }

  /** Records that appear while paging may or may not have been listed: they are asked for again. */
  private BigInteger lastId() {
    BigInteger last =
        records.isEmpty() ? currentId : number(recordId(records.get(records.size() - 1)));
    return more ? last : last.max(currentId);
  }

  @Override
  public Optional<String> renew(Instant lastPoll) {
    if (cursor.phase() == Phase.READY && cursor.page() != null) {
      records.clear();
      currentId = null;
      cursor = cursor.withPage(null);
      return Optional.empty();
    }
    if (cursor.phase() != Phase.READY) {
      cursor = cursor.withPage(null);
      return Optional.empty();
    }
    Instant since = lastPoll == null ? null : lastPoll.minus(overlap);
    cursor = cursor.withPhase(Phase.BASELINE).withToken(null).withSince(since);
    return Optional.of(
        "the mailbox's history since the last poll is no longer kept: received messages are"
            + " reported, labels and deletions of that time are not");
  }

  /**
   * A listing that ended in the middle starts again at its beginning: a message's fate is told
   * once, and pages that a poll does not read in one go may have shifted. A history goes no farther
   * than this time, so that a rate limit that always strikes there cannot hold it up for ever.
   */
  @Override
  public Cursor cursor() {
    boolean middle = cursor.phase() == Phase.READY && cursor.page() != null;
    return (middle ? cursor.withMost(records.size()) : cursor).withPage(null);
  }

  /**
   * Not where the next poll may read again what was told: after a bridge, and while there is more.
   */
  @Override
  public Instant pruneBefore() {
    return servedAt == null || bridged || more ? null : servedAt.minus(overlap).minus(overlap);
  }

  @Override
  public boolean hasMore() {
    return more;
  }

  static String recordId(JsonNode historyRecord) {
    return id(historyRecord);
  }

  private static String id(JsonNode node) {
    JsonNode id = node.path("id");
    if (!id.isValueNode() || id.asText().isEmpty()) {
      throw new MalformedPageException("expected an object with an id, got " + excerpt(node));
    }
    return id.asText();
  }

  private static BigInteger historyId(Page page) {
    return number(String.valueOf(page.nextCursor()));
  }

  private static BigInteger number(String id) {
    try {
      return new BigInteger(id);
    } catch (NumberFormatException e) {
      throw new MalformedPageException("expected a history id, got " + id);
    }
  }

  private static String excerpt(JsonNode node) {
    String text = node.toString();
    return text.length() > 100 ? text.substring(0, 100) + "…" : text;
  }
}
