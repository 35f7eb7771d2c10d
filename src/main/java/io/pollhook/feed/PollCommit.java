package io.pollhook.feed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.change.Cursor;
import io.pollhook.change.PartsReader;
import io.pollhook.change.SnapshotReader;
import io.pollhook.delivery.Outbox;
import io.pollhook.event.Notification;
import io.pollhook.event.Notifications;
import io.pollhook.store.Database;
import io.pollhook.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a poll found becomes durable: events, ledger, cursor and next due time, in one transaction.
 */
final class PollCommit {
  private static final Logger LOG = LoggerFactory.getLogger(PollCommit.class);
  private static final Duration CONFIRM_WITHIN = Duration.ofSeconds(10);

  private final Database database;
  private final Notifications notifications;
  private final Outbox outbox;
  private final PartFeeds parts;
  private final Backoff backoff;
  private final DueTimes dueTimes;
  private final int manyEvents;

  /**
   * Over those parts.
   *
   * @param manyEvents after how many a poll that goes on is committed in between
   */
  PollCommit(
      Database database,
      Notifications notifications,
      Outbox outbox,
      PartFeeds parts,
      Backoff backoff,
      DueTimes dueTimes,
      int manyEvents) {
    this.database = database;
    this.notifications = notifications;
    this.outbox = outbox;
    this.parts = parts;
    this.backoff = backoff;
    this.dueTimes = dueTimes;
    this.manyEvents = manyEvents;
  }

  /** Commits what the poll found, unless its claim was lost. */
  void commit(Poll poll) {
    List<Notification> ready = notifications(poll);
    try {
      dueTimes.wake(poll.feed().source(), database.write(handle -> commit(handle, poll, ready)));
    } catch (FencedException e) {
      LOG.info("feed {}: the claim was lost, what was found is read again", poll.feed().id());
      return;
    }
    poll.failure().ifPresent(why -> LOG.info("feed {}: {}", poll.feed().id(), why.message()));
    if (!ready.isEmpty()) {
      outbox.signal();
    }
  }

  /**
   * Commits what a long poll has found so far, so that it is delivered while the poll goes on, and
   * takes no more memory than a few pages. The feed stands then where a poll that failed here would
   * leave it.
   */
  void commitSoFar(Poll poll) {
    boolean goesOn = poll.isReading() && !poll.feed().cursor().isNew();
    if (!goesOn || poll.events().size() < manyEvents) {
      return;
    }
    List<Notification> ready = notifications(poll);
    try {
      database.writing(handle -> commitSoFar(handle, poll, ready));
      poll.committed();
      outbox.signal();
    } catch (FencedException e) {
      poll.postpone(Duration.ZERO); // what becomes of it is decided at its end
    }
  }

  private void commitSoFar(Handle handle, Poll poll, List<Notification> ready) {
    keepInstance(handle, poll.instance().id());
    boolean ours =
        Settlement.keepGoing(handle, poll.feed(), poll.reached(), lastSeen(poll), gap(poll));
    if (!ours || (poll.partId().isPresent() && isCovered(handle, poll))) {
      throw new FencedException();
    }
    tell(handle, poll, ready);
  }

  /** All of it or, where the claim was lost, nothing: the parts of a list are written before. */
  private long commit(Handle handle, Poll poll, List<Notification> ready) {
    keepInstance(handle, poll.instance().id());
    Settlement settlement = settlement(handle, poll);
    long dueAt = settlement.apply(handle, poll.feed()).orElseThrow(FencedException::new);
    if (settlement.covered()) {
      return dueAt;
    }
    if (isFirstLookOfANamedPart(poll)
        && PartSuccession.takeOver(handle, poll.feed(), poll.partId().get(), settlement.now())) {
      return settlement.now();
    }
    tell(handle, poll, ready);
    Instant pruneBefore = poll.failure().isPresent() ? null : poll.reader().pruneBefore();
    if (pruneBefore != null) {
      ledger(poll).prune(handle, pruneBefore);
    }
    return dueAt;
  }

  private List<Notification> notifications(Poll poll) {
    return notifications.of(poll.instance(), poll.element().hub(), poll.events());
  }

  private void tell(Handle handle, Poll poll, List<Notification> ready) {
    ledger(poll).write(handle, poll.entries());
    outbox.append(handle, poll.instance().id(), ready);
  }

  private LedgerStore ledger(Poll poll) {
    return new LedgerStore(database, poll.feed().id());
  }

  private static boolean isFirstLookOfANamedPart(Poll poll) {
    return poll.feed().cursor().isNew()
        && poll.feed().parentId() == null
        && poll.partId().isPresent()
        && poll.failure().isEmpty();
  }

  /** Who changes or deletes an instance locks it before its feeds: the same order here. */
  private static void keepInstance(Handle handle, long instanceId) {
    handle
        .select("SELECT id FROM instances WHERE id = ? <share>", instanceId)
        .mapTo(Long.class)
        .findOne();
  }

  private Settlement settlement(Handle handle, Poll poll) {
    if (poll.partId().isPresent() && parts.isCovered(handle, poll.feed(), poll.partId().get())) {
      return Settlement.covered(poll, database.now());
    }
    if (poll.failure().isPresent()) {
      return failed(poll, poll.failure().get());
    }
    if (poll.postponement().isPresent()) {
      return postponed(poll, poll.postponement().get());
    }
    Cursor cursor = poll.reached();
    if (poll.reader() instanceof PartsReader list) {
      cursor = parts.sync(handle, poll, list);
    }
    return succeeded(poll, cursor);
  }

  private Settlement succeeded(Poll poll, Cursor cursor) {
    long now = database.now();
    Long dueAt = poll.reader().hasMore() ? Long.valueOf(now) : null;
    if (poll.reader() instanceof SnapshotReader snapshot && snapshot.awaitsConfirmation()) {
      dueAt = now + Math.min(CONFIRM_WITHIN.toMillis(), poll.feed().intervalMillis());
    }
    String held = poll.reader().hold().orElse(null);
    return new Settlement(
        cursor,
        held == null ? FeedState.OK : FeedState.FAILED,
        lastSeen(poll),
        poll.reader().hasMore() ? null : poll.servedAt(), // there is more: it is not complete
        poll.partId().orElse(null),
        0,
        false,
        held,
        gap(poll),
        now,
        dueAt,
        false);
  }

  private Settlement failed(Poll poll, PollFailure failure) {
    long now = database.now();
    boolean moved = poll.hasFoundAny() || !poll.reached().equals(poll.feed().cursor());
    int failures = moved ? 1 : poll.feed().failures() + 1;
    boolean needsReauth = failure.state() == FeedState.NEEDS_REAUTH;
    boolean pending = poll.reached().isNew() && !needsReauth;
    return new Settlement(
        poll.reached(),
        pending ? FeedState.BASELINE_PENDING : failure.state(),
        poll.highestDate() == null ? poll.feed().lastSeen() : lastSeen(poll),
        null,
        poll.partId().orElse(null),
        failures,
        failure.slow(),
        failure.message(),
        gap(poll),
        now,
        now + backoff.after(failures, failure.retryAfter()).toMillis(),
        false);
  }

  /** A first look that is postponed is one that was tried: nobody waits for it any more. */
  private Settlement postponed(Poll poll, Duration wait) {
    long now = database.now();
    boolean pending = poll.reached().isNew();
    return new Settlement(
        poll.reached(),
        pending ? FeedState.BASELINE_PENDING : FeedState.OK,
        poll.highestDate() == null ? poll.feed().lastSeen() : lastSeen(poll),
        null,
        poll.partId().orElse(null),
        pending ? 1 : 0,
        false,
        null,
        gap(poll),
        now,
        now + wait.toMillis() + 1,
        false);
  }

  /** The highest date reported, never later than the provider's clock says; without any, that. */
  private static Instant lastSeen(Poll poll) {
    Instant before = poll.feed().lastSeen();
    Instant highest = poll.highestDate();
    if (before != null && (highest == null || before.isAfter(highest))) {
      highest = before;
    }
    Instant served = poll.servedAt();
    return highest == null || (served != null && highest.isAfter(served)) ? served : highest;
  }

  private static String gap(Poll poll) {
    if (poll.gaps().isEmpty()) {
      return null;
    }
    ObjectNode gap = Json.ASCII.createObjectNode();
    gap.put("from", String.valueOf(poll.feed().servedAt()));
    gap.put("to", String.valueOf(poll.servedAt() == null ? poll.startedAt() : poll.servedAt()));
    gap.put("why", String.join("; ", poll.gaps()));
    return Json.text(gap);
  }

  /** Whether another url that comes first names the same part; the poll then ends at once. */
  boolean isCovered(Poll poll) {
    return poll.partId().isPresent()
        && database.read(handle -> isCovered(handle, poll))
        && settleCovered(poll);
  }

  private boolean settleCovered(Poll poll) {
    return database.write(
        handle -> {
          keepInstance(handle, poll.instance().id());
          boolean covered = isCovered(handle, poll);
          if (covered) {
            Settlement.covered(poll, database.now()).apply(handle, poll.feed());
          }
          return covered;
        });
  }

  private boolean isCovered(Handle handle, Poll poll) {
    return parts.isCovered(handle, poll.feed(), poll.partId().orElseThrow());
  }
}
