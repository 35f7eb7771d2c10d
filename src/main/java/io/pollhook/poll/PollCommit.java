package io.pollhook.poll;

import io.pollhook.delivery.Outbox;
import io.pollhook.event.Event;
import io.pollhook.event.Notification;
import io.pollhook.event.Notifications;
import io.pollhook.feed.DueTimes;
import io.pollhook.feed.FeedState;
import io.pollhook.feed.LedgerStore;
import io.pollhook.feed.PartFeeds;
import io.pollhook.feed.PartSuccession;
import io.pollhook.feed.PollWarnings;
import io.pollhook.feed.Settlement;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.store.Database;
import io.pollhook.trace.Tracing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits the results of a poll: events, ledger, cursor and next due time in one transaction. */
final class PollCommit {
  private static final Logger LOG = LoggerFactory.getLogger(PollCommit.class);

  /** The pause before a poll checks again whether the callback has caught up. */
  private static final Duration BACKLOG_PAUSE = Duration.ofSeconds(10);

  private final Database database;
  private final Notifications notifications;
  private final Outbox outbox;
  private final FeedNotices notices;
  private final PartFeeds parts;
  private final Settlements settlements;
  private final DueTimes dueTimes;
  private final PollMeter meter;
  private final PollLog log;
  private final Tracing tracing;
  private final int manyEvents;

  /**
   * Creates the commit step.
   *
   * @param manyEvents the number of events after which a poll is committed while it continues; also
   *     after ten times as many ledger entries
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
      Tracing tracing,
      int manyEvents) {
    this.database = database;
    this.notifications = notifications;
    this.outbox = outbox;
    this.notices = notices;
    this.parts = parts;
    this.settlements = new Settlements(database, parts, backoff);
    this.dueTimes = dueTimes;
    this.meter = meter;
    this.log = log;
    this.tracing = tracing;
    this.manyEvents = manyEvents;
  }

  /** Commits the results of the poll, unless its claim was lost. */
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
      log.failed(poll, failed.message(), Duration.ofMillis(Math.max(0, dueAt - database.now())));
    } else if (hold.isPresent()) {
      log.holds(poll, hold.get());
    } else if (progress.outcome() instanceof PollOutcome.Succeeded) {
      log.succeeded(poll);
      if (progress.hasStartedOver()) {
        log.startedOver();
      }
    }
  }

  /**
   * Commits the results of a long poll so far, so that they are delivered while the poll continues
   * and only a few pages are held in memory. The cursor is then where a poll that failed at this
   * point would leave it.
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
      progress.postpone(Duration.ZERO); // the final commit decides what happens to it
    }
  }

  /** Pauses the poll if too many notifications of its instance are waiting. */
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
            Settlements.lastSeen(poll, progress),
            Settlements.gap(poll, progress),
            found.dropped());
    boolean covered =
        progress.partId().isPresent()
            && parts.isCovered(handle, poll.feed(), progress.partId().get());
    if (!ours || covered) {
      throw new FencedException();
    }
    write(handle, poll, progress, ready);
  }

  /** Writes everything or, if the claim was lost, nothing; the parts of a list come first. */
  private long commit(Handle handle, Poll poll, Progress progress, List<Notification> ready) {
    InstanceRepository.share(handle, poll.instance().id());
    Settlement settlement = settlements.after(handle, poll, progress);
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
    PollWarnings.add(handle, poll.feed(), progress.putOff().warnings(), database.now());
    outbox.append(handle, poll.instance().id(), ready, tracing.traceparent());
  }

  private LedgerStore ledger(Poll poll) {
    return new LedgerStore(database, poll.feed().id());
  }

  private static boolean isFirstLookOfANamedPart(Poll poll, Progress progress) {
    return poll.feed().cursor().isNew()
        && poll.feed().parentId() == null
        && progress.partId().isPresent();
  }

  /** Returns whether an earlier url names the same part, and settles the feed if so. */
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
