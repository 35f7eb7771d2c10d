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
 * The uncommitted results of a poll: events to report, ledger entries to remember, and the cursor
 * that the feed reaches with them.
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
   * Adds a batch of changes that went through the steps. All of them are remembered, including
   * those that a route dropped; the resulting events are reported.
   *
   * @param changes the batch, in order
   * @param results the events that the steps made of it
   * @param leftOut the number of changes that turned out to be older than the requested date
   * @param reachesEverything whether the cursor may move past them: not if an earlier change was
   *     put off
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

  /** Records that a whole page was read; the cursor moves past it. */
  void pageDone(Cursor behind, List<LedgerEntry> noted) {
    reached = behind;
    entries.addAll(noted);
  }

  /** Adds the reason why some changes cannot be known. */
  void addGap(String why) {
    gaps.add(why);
  }

  /** Clears the results after they were committed in the middle of a poll. */
  void committed() {
    committedBefore = committedBefore || !events.isEmpty();
    events.clear();
    entries.clear();
    gaps.clear();
    dropped = 0;
  }

  /**
   * Returns whether there are too many results to hold until the end of a long poll: the given
   * number of events, or ten times as many ledger entries, which a first look produces.
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

  /** The cursor of the feed once this is committed. */
  Cursor reached() {
    return reached;
  }

  /** The latest date that the provider gave a change; null if it gave none. */
  Instant highestDate() {
    return highestDate;
  }

  /** The number of changes that a route dropped. */
  int dropped() {
    return dropped;
  }

  /** Returns whether the poll made progress since it began. */
  boolean moved(Cursor start) {
    return committedBefore || !events.isEmpty() || !Objects.equals(reached, start);
  }
}
