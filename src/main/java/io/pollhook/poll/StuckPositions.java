package io.pollhook.poll;

import io.pollhook.change.MalformedPageException;
import io.pollhook.change.StartOver;
import io.pollhook.element.ErrorMeaning;
import io.pollhook.feed.FeedState;
import io.pollhook.http.DeadlineExceededException;
import io.pollhook.source.ProviderException;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides when a poll gives up the page or position that an earlier one saved, because the provider
 * keeps failing there: otherwise such a feed would back off forever.
 *
 * <p>A position, such as a delta link or a history id, is only given up for a listing that succeeds
 * in the same poll. While the provider fails everywhere, the position stays.
 */
final class StuckPositions {
  /** The number of polls in a row that may fail at the same place if nothing is lost with it. */
  private static final int MOST_FAILURES = 3;

  /** The same if changes are lost: about ten minutes. */
  private static final int MOST_FAILURES_BEFORE_A_GAP = 10;

  /** A refusal of these is about the account, not about the position. */
  private static final Set<Integer> PERMISSIONS = Set.of(401, 403);

  /** Above this number old entries are removed; those feeds may drop a page once more. */
  private static final int MANY = 10_000;

  /** The pages that feeds have dropped since their last complete poll, on this node. */
  private final Map<Long, Integer> dropped = new ConcurrentHashMap<>();

  /** Lets the poll continue without the position that failed; false if it has to fail. */
  boolean startsOver(Poll poll, Progress progress, Throwable cause) {
    if (!progress.canStartOver() || !mayBeTheirFault(cause)) {
      return false;
    }
    StartOver loss = progress.reader().startsOver();
    boolean refused = cause instanceof ProviderException e && e.meaning() == ErrorMeaning.REFUSED;
    int most =
        switch (loss) {
          case USELESS -> Integer.MAX_VALUE;
          case COMPLETE -> refused ? 1 : MOST_FAILURES;
          case WITH_GAP -> refused ? MOST_FAILURES : MOST_FAILURES_BEFORE_A_GAP;
        };
    if (poll.feed().failures() + 1 < most) {
      return false;
    }
    progress.startOver();
    return true;
  }

  private static boolean mayBeTheirFault(Throwable cause) {
    if (cause instanceof ProviderException e) {
      return e.meaning() == ErrorMeaning.UNAVAILABLE
          || (e.meaning() == ErrorMeaning.REFUSED && !PERMISSIONS.contains(e.status()));
    }
    return cause instanceof MalformedPageException
        || cause instanceof DeadlineExceededException
        || cause instanceof IOException;
  }

  /**
   * Drops a saved page that failed in too many polls in a row, so that it cannot block everything
   * behind it: the listing begins again. If a page is dropped for the second time without a
   * complete poll in between, the position before it is given up, too.
   */
  PollOutcome.Failed withoutPage(Poll poll, Progress progress, PollOutcome.Failed failed) {
    boolean lost =
        progress.asksForAnOldPage()
            && !failed.partly()
            && poll.feed().failures() + 1 >= MOST_FAILURES
            && failed.state() != FeedState.NEEDS_REAUTH;
    if (!lost) {
      return failed;
    }
    progress.beginAgain(drop(poll) > 1);
    String message =
        failed.message()
            + "; this page failed in "
            + MOST_FAILURES
            + " polls in a row, so the listing begins again";
    return new PollOutcome.Failed(failed.state(), message, failed.retryAfter(), failed.slow());
  }

  private int drop(Poll poll) {
    if (dropped.size() >= MANY) {
      dropped.clear();
    }
    return dropped.merge(poll.feed().id(), 1, Integer::sum);
  }

  /** Forgets the dropped pages of a feed after a complete poll. */
  void succeeded(Poll poll) {
    dropped.remove(poll.feed().id());
  }
}
