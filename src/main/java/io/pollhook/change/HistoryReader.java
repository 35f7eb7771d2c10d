package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.event.EventType;
import io.pollhook.log.Shortened;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds changes in a log with increasing ids, Gmail's {@code users.history}: a record names
 * messages that were added or deleted, or whose labels changed. Reports one event per message and
 * poll.
 *
 * <p>A start id that Gmail no longer knows (404, "typically valid for at least a week") is renewed:
 * first a new id is fetched, then the messages received since the last poll. Other changes of that
 * time cannot be known.
 */
public final class HistoryReader implements ChangeReader {
  /**
   * A poll ends after the page with which its records reach this number of bytes, by {@link
   * TreeSize}; the next poll continues at once. Finding the changes takes about as much again, so
   * 64 concurrent polls need at most about 256 MB.
   */
  static final long MAX_BYTES = 2L << 20;

  private static final String HISTORY_GONE =
      "the mailbox's history since the last poll is no longer kept, or cannot be read: received"
          + " messages are reported, labels and deletions of that time are not";

  private static final String BRIDGE_BROKEN =
      "the messages received before the mailbox's current history cannot be listed, and are not"
          + " reported";

  private final Ledger ledger;
  private final Duration overlap;
  private final List<JsonNode> records = new ArrayList<>();
  private HistoryCursor cursor;
  private String page;
  private long bytes;
  private BigInteger currentId;
  private Instant servedAt;
  private final Gap gap = new Gap();
  private boolean done;
  private boolean bridged;
  private boolean more;

  /** Creates a reader that continues from a feed's cursor. */
  public HistoryReader(Cursor cursor, Ledger ledger, Duration overlap) {
    this.cursor = HistoryCursor.of(cursor);
    this.ledger = ledger;
    this.overlap = overlap;
  }

  @Override
  public Optional<PageRequest> next() {
    if (done) {
      return Optional.empty();
    }
    PageRequest first = cursor.request();
    return Optional.of(new PageRequest(first.mode(), first.cursor(), page, first.since()));
  }

  @Override
  public List<Change> read(Page read) {
    if (servedAt == null) {
      servedAt = read.servedAt();
    }
    if (cursor instanceof HistoryCursor.Baseline baseline) {
      renewed(baseline, read);
      return List.of();
    }
    return cursor instanceof HistoryCursor.Bridge bridge
        ? received(bridge, read)
        : recorded((HistoryCursor.Ready) cursor, read);
  }

  /**
   * If the mailbox is still at the refused id, nothing has changed since: Gmail answers 404 to the
   * current id of a mailbox that was quiet for weeks.
   */
  private void renewed(HistoryCursor.Baseline baseline, Page read) {
    BigInteger current = historyId(read);
    if (baseline.refusedId() != null) {
      BigInteger refused = number(baseline.refusedId());
      if (current.equals(refused)) {
        cursor = new HistoryCursor.Ready(baseline.refusedId(), 0);
        bridged = true;
        done = true;
        return;
      }
      gap.note(HISTORY_GONE);
      current = current.max(refused);
    }
    boolean silent = baseline.since() == null;
    Instant since = silent ? read.servedAt().minus(overlap) : baseline.since();
    cursor = new HistoryCursor.Bridge(current.toString(), since, silent);
  }

  private List<Change> received(HistoryCursor.Bridge bridge, Page read) {
    ledger.prepare(read.items().stream().map(HistoryReader::id).toList());
    List<Change> changes = new ArrayList<>();
    for (JsonNode message : read.items()) {
      String id = id(message);
      if (MessageFate.isCreationReported(ledger, id) || ledger.knows(id, MessageFate.SEEN)) {
        continue;
      }
      if (bridge.silent()) {
        ledger.note(LedgerEntry.of(id, MessageFate.SEEN, read.servedAt()));
      } else {
        LedgerEntry entry = LedgerEntry.of(id, MessageFate.CREATED, read.servedAt());
        changes.add(new Change(EventType.CREATED, id, null, message, ledger.reported(entry)));
      }
    }
    page = read.nextPage();
    if (page == null) {
      cursor = new HistoryCursor.Ready(bridge.startId(), 0);
      bridged = true;
      done = true;
    }
    return changes;
  }

  private List<Change> recorded(HistoryCursor.Ready ready, Page read) {
    if (currentId == null) {
      currentId = historyId(read);
    }
    records.addAll(read.items());
    bytes += read.items().stream().mapToLong(TreeSize::of).sum();
    page = read.nextPage();
    boolean full = ready.mostRecords() > 0 && records.size() >= ready.mostRecords();
    more = page != null && (full || bytes >= MAX_BYTES);
    return page == null || more ? reported(ready) : List.of();
  }

  private List<Change> reported(HistoryCursor.Ready ready) {
    done = true;
    page = null;
    cursor = ready.upTo(lastId());
    return new MessageFates(records, ledger, servedAt).changes(ready);
  }

  @Override
  public boolean canBreakOff() {
    return !done && !records.isEmpty();
  }

  @Override
  public List<Change> breakOff() {
    more = true;
    return reported((HistoryCursor.Ready) cursor);
  }

  /**
   * The id of the last record read. Records that appear while paging may or may not have been
   * listed: the next poll requests them again.
   */
  private BigInteger lastId() {
    BigInteger last = records.isEmpty() ? currentId : recordId(records.get(records.size() - 1));
    return more ? last : last.max(currentId);
  }

  @Override
  public void renew(Instant lastPoll) {
    boolean onlyThePage = page != null;
    records.clear();
    bytes = 0;
    currentId = null;
    page = null;
    if (!onlyThePage && cursor instanceof HistoryCursor.Ready ready) {
      Instant since = lastPoll == null ? null : lastPoll.minus(overlap);
      cursor = new HistoryCursor.Baseline(since, false, ready.startId());
    }
  }

  @Override
  public StartOver startsOver() {
    boolean baseline = cursor instanceof HistoryCursor.Baseline;
    return baseline || page != null ? StartOver.USELESS : StartOver.WITH_GAP;
  }

  @Override
  public void startOver(Instant lastPoll) {
    if (cursor instanceof HistoryCursor.Bridge bridge) {
      cursor = new HistoryCursor.Ready(bridge.startId(), 0);
      if (!bridge.silent()) {
        gap.note(BRIDGE_BROKEN);
      }
    } else {
      renew(lastPoll);
    }
  }

  @Override
  public Optional<String> takeGap() {
    return gap.take();
  }

  /**
   * A listing that broke off starts again with its first page: each message is reported once for
   * all records that name it, and pages may have shifted by the next poll. The next poll then ends
   * at the record that this one reached, so that a rate limit that always strikes there cannot
   * block the feed forever.
   */
  @Override
  public Cursor cursor() {
    return page != null && cursor instanceof HistoryCursor.Ready ready
        ? new HistoryCursor.Ready(ready.startId(), records.size())
        : cursor;
  }

  /**
   * Returns null if the next poll may read reported records again: after a bridge, and while there
   * is more to read.
   */
  @Override
  public Instant pruneBefore() {
    return servedAt == null || bridged || more ? null : servedAt.minus(overlap).minus(overlap);
  }

  @Override
  public boolean hasMore() {
    return more;
  }

  static BigInteger recordId(JsonNode historyRecord) {
    return number(id(historyRecord));
  }

  private static String id(JsonNode node) {
    JsonNode id = node.path("id");
    if (!id.isValueNode() || id.asText().isEmpty()) {
      throw new MalformedPageException(
          "expected an object with an id, got " + Shortened.to(100, node.toString()));
    }
    return id.asText();
  }

  private static BigInteger historyId(Page read) {
    return number(String.valueOf(read.nextCursor()));
  }

  private static BigInteger number(String id) {
    try {
      return new BigInteger(id);
    } catch (NumberFormatException e) {
      throw new MalformedPageException("expected a history id, got " + id);
    }
  }
}
