package io.pollhook.poll;

import io.pollhook.change.ChangeReader;
import io.pollhook.change.Cursor;
import io.pollhook.change.PartsReader;
import io.pollhook.feed.FeedState;
import io.pollhook.feed.Gaps;
import io.pollhook.feed.PartFeeds;
import io.pollhook.feed.Settlement;
import io.pollhook.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Computes the cursor, state and next due time of a feed after a poll. */
final class Settlements {
  private static final Duration CONFIRM_WITHIN = Duration.ofSeconds(10);

  private final Database database;
  private final PartFeeds parts;
  private final Backoff backoff;

  Settlements(Database database, PartFeeds parts, Backoff backoff) {
    this.database = database;
    this.parts = parts;
    this.backoff = backoff;
  }

  /** Returns the settlement of a poll that has ended. */
  Settlement after(Handle handle, Poll poll, Progress progress) {
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
      throw new FencedException(); // no longer covered: the next poll starts over
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
        reader.hasMore() ? null : progress.servedAt(), // not complete while there is more
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

  /** Objects that cannot be fetched must not delay those behind them. */
  private static long wait(Poll poll, PollOutcome.Failed failed, Duration backoff) {
    long millis = backoff.toMillis();
    return failed.partly() ? Math.min(millis, poll.feed().intervalMillis()) : millis;
  }

  /** A postponed first look counts as tried, so that no caller waits for it any longer. */
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

  /** The latest date reported, but at most the provider's time; without dates, that time. */
  static Instant lastSeen(Poll poll, Progress progress) {
    Instant before = poll.feed().lastSeen();
    Instant highest = progress.findings().highestDate();
    if (before != null && (highest == null || before.isAfter(highest))) {
      highest = before;
    }
    Instant served = progress.servedAt();
    return highest == null || (served != null && highest.isAfter(served)) ? served : highest;
  }

  /** The gap since the last poll; null if no changes were missed. */
  static Gaps.Gap gap(Poll poll, Progress progress) {
    List<String> gaps = progress.findings().gaps();
    if (gaps.isEmpty()) {
      return null;
    }
    Instant to = progress.servedAt() == null ? poll.startedAt() : progress.servedAt();
    return new Gaps.Gap(poll.feed().servedAt(), to, String.join("; ", gaps));
  }
}
