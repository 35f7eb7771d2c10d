package io.pollhook.poll;

import io.pollhook.change.Change;
import io.pollhook.change.Cursor;
import io.pollhook.change.LedgerEntry;
import io.pollhook.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * What a poll has found and not committed yet: events to report, ledger entries to remember, and
 * how far the feed moves with them.
 */
final class Findings {
  private final List<Event> events = new ArrayList<>();
  private final List<LedgerEntry> entries = new ArrayList<>();
  private final List<String> gaps = new ArrayList<>();
  private Cursor reached;
  private Instant highestDate;
  private int dropped;
  private boolean committedBefore;

  Findings(Cursor start) {
    reached = start;
  }

  /**
   * A batch of changes went through the steps. All of them are remembered, also those that a route
   * dropped; what is left as an event is reported.
   *
   * @param changes the batch, in order
   * @param results what the steps left of it
   * @param leftOut how many of the changes turned out older than what was asked for
   * @param reachesEverything whether the feed may move behind them: not if one before was put off
   */
  void add(
      List<Change> changes, Collection<Event> results, int leftOut, boolean reachesEverything) {
    events.addAll(results);
    dropped += changes.size() - results.size() - leftOut;
    for (Change change : changes) {
      if (change.entry() != null) {
        entries.add(change.entry());
      }
      if (reachesEverything && change.checkpoint() != null) {
        reached = change.checkpoint();
      }
      raise(change.date());
    }
    results.forEach(event -> raise(event.date()));
  }

  private void raise(Instant date) {
    if (date != null && (highestDate == null || date.isAfter(highestDate))) {
      highestDate = date;
    }
  }

  /** All of a page was found: the feed stands behind it. */
  void pageDone(Cursor behind, List<LedgerEntry> noted) {
    reached = behind;
    entries.addAll(noted);
  }

  /** Something in between cannot be known. */
  void addGap(String why) {
    gaps.add(why);
  }

  /** All of it is durable, and the poll continues. */
  void committed() {
    committedBefore = committedBefore || !events.isEmpty();
    events.clear();
    entries.clear();
    gaps.clear();
    dropped = 0;
  }

  /**
   * Whether there is so much that it should not wait for the end of a long poll: that many events,
   * or ten times as many entries that are only remembered, as a first look has them.
   */
  boolean hasMany(int many) {
    return events.size() >= many || entries.size() >= 10 * many;
  }

  List<Event> events() {
    return events;
  }

  List<LedgerEntry> entries() {
    return entries;
  }

  List<String> gaps() {
    return gaps;
  }

  /** Where the feed stands once this is committed. */
  Cursor reached() {
    return reached;
  }

  /** The highest date that the provider gave to a change; null if it gave none. */
  Instant highestDate() {
    return highestDate;
  }

  /** Changes that a route dropped. */
  int dropped() {
    return dropped;
  }

  /** Whether the feed has moved since the poll began. */
  boolean moved(Cursor start) {
    return committedBefore || !events.isEmpty() || !Objects.equals(reached, start);
  }
}
