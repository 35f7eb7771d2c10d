package io.pollhook.change;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A feed in memory whose polls run and commit as in the poll route. */
final class MemoryFeed {
  private static final int MAX_RENEWALS = 4;

  /** Serves pages. */
  interface Source {
    Page fetch(PageRequest request);
  }

  /** Creates the reader of one poll. */
  interface Readers {
    ChangeReader reader(Cursor cursor, Ledger ledger, Instant lastSeen);
  }

  /** The provider refuses the cursor, or the page token. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final boolean cursor;

    Refused(boolean cursor) {
      this.cursor = cursor;
    }

    boolean isOfCursor() {
      return cursor;
    }
  }

  /** The poll fails; what it has read so far is committed. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** The process crashes; nothing is committed. */
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** A committed change and the number of the poll that found it. */
  record Reported(Change change, int poll) {
    String id() {
      return change.objectId();
    }
  }

  private final Readers readers;
  private final MemoryLedger ledger = new MemoryLedger();
  private final List<Reported> reported = new ArrayList<>();
  private final List<String> gaps = new ArrayList<>();
  private Cursor cursor;
  private Instant lastSeen;
  private Instant servedAt;
  private String held;
  private boolean commitsPages;
  private int polls;
  private int renewals;

  MemoryFeed(Readers readers) {
    this(readers, Cursor.fresh());
  }

  MemoryFeed(Readers readers, Cursor cursor) {
    this.readers = readers;
    this.cursor = cursor;
  }

  /** Sets whether polls commit after every page, as long polls do. */
  void commitsPages(boolean value) {
    commitsPages = value;
  }

  /** Polls without interruption, and again at once while there is more. */
  void poll(Source source, Instant localTime) {
    while (poll(source, localTime, () -> {})) {
      // the next chunk
    }
  }

  /**
   * Runs one poll.
   *
   * @param step called before each call of the provider and before each change is completed; may
   *     throw {@link Broken} or {@link Crash}
   * @return whether the next poll is due at once
   */
  boolean poll(Source source, Instant localTime, Runnable step) {
    polls++;
    Ledger view = new Ledger(ledger);
    Attempt attempt = new Attempt(view, readers.reader(cursor, view, orElse(lastSeen, localTime)));
    try {
      attempt.run(source, step);
      attempt.commit(true);
      return attempt.reader.hasMore();
    } catch (Broken e) {
      attempt.commit(false);
      return false;
    } catch (Crash e) {
      return false;
    }
  }

  private static Instant orElse(Instant value, Instant otherwise) {
    return value == null ? otherwise : value;
  }

  /** The first request of the next poll. */
  Optional<PageRequest> next(Instant localTime) {
    return readers.reader(cursor, new Ledger(ledger), orElse(lastSeen, localTime)).next();
  }

  void confirm() {
    cursor = cursor.confirmDeletes();
  }

  List<Reported> reported() {
    return reported;
  }

  List<Reported> reported(String id) {
    return reported.stream().filter(one -> one.id().equals(id)).toList();
  }

  List<String> gaps() {
    return gaps;
  }

  /** The number of requests that the provider refused. */
  int renewals() {
    return renewals;
  }

  MemoryLedger ledger() {
    return ledger;
  }

  Cursor cursor() {
    return cursor;
  }

  Instant lastSeen() {
    return lastSeen;
  }

  Optional<String> held() {
    return Optional.ofNullable(held);
  }

  /** The uncommitted results of one poll. */
  private final class Attempt {
    private final Ledger view;
    private final ChangeReader reader;
    private final Set<String> pagesRead = new HashSet<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<LedgerEntry> entries = new ArrayList<>();
    private final List<String> newGaps = new ArrayList<>();
    private final Cursor start = cursor;
    private Cursor reached = cursor;
    private Instant highest;
    private Instant served;
    private int renewed;

    Attempt(Ledger view, ChangeReader reader) {
      this.view = view;
      this.reader = reader;
    }

    void run(Source source, Runnable step) {
      Optional<PageRequest> next = reader.next();
      while (next.isPresent()) {
        step.run();
        try {
          take(next.get(), source.fetch(next.get()), step);
        } catch (Refused refused) {
          renew(refused, next.get());
        }
        next = reader.next();
      }
    }

    private void take(PageRequest request, Page page, Runnable step) {
      String place = request.mode() + " " + request.since() + " " + page.nextPage();
      if (page.nextPage() != null && !pagesRead.add(place)) {
        throw new AssertionError("the same page again: " + request);
      }
      served = served == null ? page.servedAt() : served;
      for (Change change : reader.read(page)) {
        step.run();
        changes.add(change);
        if (change.entry() != null) {
          entries.add(change.entry());
        }
        reached = change.checkpoint() == null ? reached : change.checkpoint();
      }
      reader.takeGap().ifPresent(newGaps::add);
      reached = reader.cursor();
      entries.addAll(view.takeNoted());
      if (commitsPages && reader.next().isPresent()) {
        commit(false);
        lastSeen = lastSeen();
        view.forgetCommitted();
      }
    }

    private void renew(Refused refused, PageRequest request) {
      boolean oldPage = request.page() != null && request.page().equals(start.page());
      if (!(refused.cursor || oldPage) || ++renewed > MAX_RENEWALS) {
        throw new Broken();
      }
      renewals++;
      pagesRead.clear();
      reader.renew(servedAt);
      reader.takeGap().ifPresent(newGaps::add);
    }

    void commit(boolean complete) {
      cursor = Cursor.parse(reached.toJson());
      changes.forEach(change -> reported.add(new Reported(change, polls)));
      gaps.addAll(newGaps);
      ledger.write(entries);
      changes.stream().map(Change::date).filter(date -> date != null).forEach(this::seen);
      changes.clear();
      newGaps.clear();
      entries.clear();
      if (complete || highest != null) {
        lastSeen = lastSeen();
      }
      if (complete) {
        servedAt = reader.hasMore() ? servedAt : served;
        held = reader.hold().orElse(null);
        if (reader.pruneBefore() != null) {
          ledger.prune(reader.pruneBefore());
        }
      }
    }

    private void seen(Instant date) {
      highest = highest == null || date.isAfter(highest) ? date : highest;
    }

    private Instant lastSeen() {
      Instant latest =
          lastSeen != null && (highest == null || lastSeen.isAfter(highest)) ? lastSeen : highest;
      return latest == null || (served != null && latest.isAfter(served)) ? served : latest;
    }
  }
}
