package io.pollhook.poll;

import io.pollhook.change.ChangeReader;
import io.pollhook.change.Cursor;
import io.pollhook.change.PartsReader;
import io.pollhook.delivery.Outbox;
import io.pollhook.event.Event;
import io.pollhook.event.Notification;
import io.pollhook.event.Notifications;
import io.pollhook.feed.DueTimes;
import io.pollhook.feed.FeedState;
import io.pollhook.feed.Gaps;
import io.pollhook.feed.LedgerStore;
import io.pollhook.feed.PartFeeds;
import io.pollhook.feed.PartSuccession;
import io.pollhook.feed.PollWarnings;
import io.pollhook.feed.Settlement;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes what a poll found durable: events, ledger, cursor and next due time in one transaction. */
final class PollCommit {
  private static final Logger LOG = LoggerFactory.getLogger(PollCommit.class);
  private static final Duration CONFIRM_WITHIN = Duration.ofSeconds(10);

  /** How soon a poll looks again whether the callback has caught up. */
  private static final Duration BACKLOG_PAUSE = Duration.ofSeconds(10);

  private final Database database;
  private final Notifications notifications;
  private final Outbox outbox;
  private final FeedNotices notices;
  private final PartFeeds parts;
  private final Backoff backoff;
  private final DueTimes dueTimes;
  private final PollMeter meter;
  private final PollLog log;
  private final int manyEvents;

  /**
   * Over those parts.
   *
   * @param manyEvents after how many events a poll that continues is committed; also after ten
   *     times as many ledger entries
   */
  PollCommit(
      Database database,
      Notifications notifications,
      Outbox outbox,
      FeedNotices notices,
      PartFeeds parts,
      Backoff backoff,
      DueTimes dueTimes,
      PollMeter meter,
      PollLog log,
      int manyEvents) {
    this.database = database;
    this.notifications = notifications;
    this.outbox = outbox;
    this.notices = notices;
    this.parts = parts;
    this.backoff = backoff;
    this.dueTimes = dueTimes;
    this.meter = meter;
    this.log = log;
    this.manyEvents = manyEvents;
  }

  /** Commits what the poll found, unless its claim was lost. */
  void commit(Poll poll, Progress progress) {
    List<Notification> ready = notifications(poll, progress);
    try {
      long dueAt = database.write(handle -> commit(handle, poll, progress, ready));
      dueTimes.of(poll.feed().source()).dueAt(dueAt);
      log(poll, progress, dueAt);
      count(poll, progress);
      meter.ended(poll.element().key(), progress.outcome().result());
    } catch (FencedException e) {
      LOG.info(
          "nothing was committed, because the claim was lost:"
              + " the instance was deleted or another poll took over");
      return;
    }
    if (!ready.isEmpty()) {
      outbox.signal();
    }
  }

  private void count(Poll poll, Progress progress) {
    Findings found = progress.findings();
    meter.found(poll.element().key(), found.events(), found.dropped());
  }

  private void log(Poll poll, Progress progress, long dueAt) {
    log.committed();
    progress.findings().gaps().forEach(log::gap);
    Optional<String> hold = progress.reader().hold();
    if (progress.outcome() instanceof PollOutcome.Failed failed
        && failed.state() == FeedState.NEEDS_REAUTH) {
      log.needsReauthentication(poll, failed.message());
    } else if (progress.outcome() instanceof PollOutcome.Failed failed) {
      log.failed(poll, failed.message(), Math.max(0, (dueAt - database.now()) / 1000));
    } else if (hold.isPresent()) {
      log.holds(poll, hold.get());
    } else if (progress.outcome() instanceof PollOutcome.Succeeded) {
      log.succeeded(poll);
    }
  }

  /**
   * Commits what a long poll has found so far, so that it is delivered while the poll continues,
   * and takes the memory of a few pages only. The feed then stands where a poll that failed here
   * would leave it.
   */
  void commitSoFar(Poll poll, Progress progress) {
    if (!progress.isReading() || !progress.findings().hasMany(manyEvents)) {
      return;
    }
    List<Notification> ready = notifications(poll, progress);
    try {
      database.writing(handle -> commitSoFar(handle, poll, progress, ready));
      count(poll, progress);
      progress.committed();
      outbox.signal();
      pauseOnBacklog(poll, progress);
    } catch (FencedException e) {
      progress.postpone(Duration.ZERO); // its end decides what becomes of it
    }
  }

  /** Ends the poll for now if too many notifications of its instance wait already. */
  void pauseOnBacklog(Poll poll, Progress progress) {
    outbox.backlog(poll.instance().id()).ifPresent(reason -> progress.pause(BACKLOG_PAUSE, reason));
  }

  private void commitSoFar(Handle handle, Poll poll, Progress progress, List<Notification> ready) {
    InstanceRepository.share(handle, poll.instance().id());
    Findings found = progress.findings();
    boolean ours =
        Settlement.keepGoing(
            handle,
            poll.feed(),
            found.reached(),
            lastSeen(poll, progress),
            gap(poll, progress),
            found.dropped());
    boolean covered =
        progress.partId().isPresent()
            && parts.isCovered(handle, poll.feed(), progress.partId().get());
    if (!ours || covered) {
      throw new FencedException();
    }
    write(handle, poll, progress, ready);
  }

  /** All of it or, if the claim was lost, nothing: the parts of a list are written before. */
  private long commit(Handle handle, Poll poll, Progress progress, List<Notification> ready) {
    InstanceRepository.share(handle, poll.instance().id());
    Settlement settlement = settlement(handle, poll, progress);
    long dueAt = settlement.apply(handle, poll.feed()).orElseThrow(FencedException::new);
    notices.report(handle, poll, settlement.state(), settlement.lastError());
    if (settlement.covered()) {
      return dueAt;
    }
    boolean succeeded = !(progress.outcome() instanceof PollOutcome.Failed);
    if (succeeded && isFirstLookOfANamedPart(poll, progress)) {
      String part = progress.partId().orElseThrow();
      if (PartSuccession.takeOver(handle, poll.feed(), part, settlement.now())) {
        return settlement.now();
      }
    }
    write(handle, poll, progress, ready);
    Instant pruneBefore = succeeded ? progress.reader().pruneBefore() : null;
    if (pruneBefore != null) {
      ledger(poll).prune(handle, pruneBefore);
    }
    return dueAt;
  }

  private List<Notification> notifications(Poll poll, Progress progress) {
    List<Event> events = progress.findings().events();
    return notifications.of(poll.instance(), poll.element().hub(), events);
  }

  private void write(Handle handle, Poll poll, Progress progress, List<Notification> ready) {
    ledger(poll).write(handle, progress.findings().entries());
    PollWarnings.add(handle, poll.feed(), progress.putOff().takeWarnings(), database.now());
    outbox.append(handle, poll.instance().id(), ready);
  }

  private LedgerStore ledger(Poll poll) {
    return new LedgerStore(database, poll.feed().id());
  }

  private static boolean isFirstLookOfANamedPart(Poll poll, Progress progress) {
    return poll.feed().cursor().isNew()
        && poll.feed().parentId() == null
        && progress.partId().isPresent();
  }

  private Settlement settlement(Handle handle, Poll poll, Progress progress) {
    if (progress.partId().isPresent()
        && parts.isCovered(handle, poll.feed(), progress.partId().get())) {
      return Settlement.covered(poll.feed(), progress.partId().get(), database.now());
    }
    PollOutcome outcome = progress.outcome();
    if (outcome instanceof PollOutcome.Failed failed) {
      return failed(poll, progress, failed);
    }
    if (outcome instanceof PollOutcome.Postponed postponed) {
      return postponed(poll, progress, postponed);
    }
    if (outcome instanceof PollOutcome.Covered) {
      throw new FencedException(); // no longer covered: the next poll begins anew
    }
    Cursor cursor = progress.findings().reached();
    if (progress.reader() instanceof PartsReader list) {
      cursor =
          parts.sync(
              handle,
              poll.feed(),
              poll.partition().orElseThrow(),
              poll.element().sourceOf(poll.resource()),
              list);
    }
    return succeeded(poll, progress, cursor);
  }

  private Settlement succeeded(Poll poll, Progress progress, Cursor cursor) {
    ChangeReader reader = progress.reader();
    long now = database.now();
    Long dueAt = reader.hasMore() ? Long.valueOf(now) : null;
    if (reader.awaitsConfirmation()) {
      dueAt = now + Math.min(CONFIRM_WITHIN.toMillis(), poll.feed().intervalMillis());
    }
    String held = reader.hold().orElse(null);
    return new Settlement(
        cursor,
        held == null ? FeedState.OK : FeedState.FAILED,
        lastSeen(poll, progress),
        reader.hasMore() ? null : progress.servedAt(), // there is more: it is not complete
        progress.partId().orElse(null),
        0,
        false,
        held,
        gap(poll, progress),
        progress.findings().dropped(),
        now,
        dueAt,
        false);
  }

  private Settlement failed(Poll poll, Progress progress, PollOutcome.Failed failed) {
    long now = database.now();
    Findings found = progress.findings();
    int failures = found.moved(poll.feed().cursor()) ? 1 : poll.feed().failures() + 1;
    boolean needsReauth = failed.state() == FeedState.NEEDS_REAUTH;
    boolean refused = failed.state() == FeedState.FAILED;
    Duration first = refused ? Backoff.FIRST_AFTER_REFUSAL : Backoff.FIRST;
    boolean pending = found.reached().isNew() && !needsReauth;
    return new Settlement(
        found.reached(),
        pending ? FeedState.BASELINE_PENDING : failed.state(),
        found.highestDate() == null ? poll.feed().lastSeen() : lastSeen(poll, progress),
        null,
        progress.partId().orElse(null),
        failures,
        failed.slow(),
        failed.message(),
        gap(poll, progress),
        found.dropped(),
        now,
        now + wait(poll, failed, backoff.after(first, failures, failed.retryAfter())),
        false);
  }

  /** What cannot be fetched holds back nothing that comes after it. */
  private static long wait(Poll poll, PollOutcome.Failed failed, Duration backoff) {
    long millis = backoff.toMillis();
    return failed.partly() ? Math.min(millis, poll.feed().intervalMillis()) : millis;
  }

  /** A first look that is postponed is one that was tried: nobody waits for it any more. */
  private Settlement postponed(Poll poll, Progress progress, PollOutcome.Postponed postponed) {
    long now = database.now();
    Findings found = progress.findings();
    boolean pending = found.reached().isNew();
    return new Settlement(
        found.reached(),
        pending
            ? FeedState.BASELINE_PENDING
            : postponed.reason() == null ? FeedState.OK : FeedState.BACKING_OFF,
        found.highestDate() == null ? poll.feed().lastSeen() : lastSeen(poll, progress),
        null,
        progress.partId().orElse(null),
        pending ? 1 : 0,
        false,
        postponed.reason(),
        gap(poll, progress),
        found.dropped(),
        now,
        now + postponed.pause().toMillis() + 1,
        false);
  }

  /** The highest date reported, never later than the provider's clock says; without any, that. */
  private static Instant lastSeen(Poll poll, Progress progress) {
    Instant before = poll.feed().lastSeen();
    Instant highest = progress.findings().highestDate();
    if (before != null && (highest == null || before.isAfter(highest))) {
      highest = before;
    }
    Instant served = progress.servedAt();
    return highest == null || (served != null && highest.isAfter(served)) ? served : highest;
  }

  private static Gaps.Gap gap(Poll poll, Progress progress) {
    List<String> gaps = progress.findings().gaps();
    if (gaps.isEmpty()) {
      return null;
    }
    Instant to = progress.servedAt() == null ? poll.startedAt() : progress.servedAt();
    return new Gaps.Gap(poll.feed().servedAt(), to, String.join("; ", gaps));
  }

  /** Whether another url that comes first names the same part; the feed is settled then. */
  boolean isCovered(Poll poll, Progress progress) {
    if (progress.partId().isEmpty()) {
      return false;
    }
    String part = progress.partId().get();
    return database.read(handle -> parts.isCovered(handle, poll.feed(), part))
        && settleCovered(poll, progress, part);
  }

  private boolean settleCovered(Poll poll, Progress progress, String part) {
    return database.write(
        handle -> {
          InstanceRepository.share(handle, poll.instance().id());
          boolean covered = parts.isCovered(handle, poll.feed(), part);
          if (covered) {
            Settlement.covered(poll.feed(), progress.partId().orElse(null), database.now())
                .apply(handle, poll.feed());
          }
          return covered;
        });
  }
}
