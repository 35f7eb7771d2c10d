package io.pollhook.poll;

import io.pollhook.feed.FeedState;
import java.time.Duration;

/** How a poll ended; this decides the next state of its feed. */
sealed interface PollOutcome {
  /** The outcome as metrics count it. */
  PollMeter.Result result();

  /** All pages were read. */
  record Succeeded() implements PollOutcome {
    @Override
    public PollMeter.Result result() {
      return PollMeter.Result.OK;
    }
  }

  /**
   * A page failed. The changes found before it are kept.
   *
   * @param state the new state of the feed
   * @param message for people
   * @param retryAfter the wait that the provider asks for; zero if it names none
   * @param slow whether a call ran into its deadline
   * @param partly whether only single objects could not be fetched, so that the feed is polled at
   *     its usual interval
   */
  record Failed(FeedState state, String message, Duration retryAfter, boolean slow, boolean partly)
      implements PollOutcome {

    /** The whole page failed. */
    Failed(FeedState state, String message, Duration retryAfter, boolean slow) {
      this(state, message, retryAfter, slow, false);
    }

    @Override
    public PollMeter.Result result() {
      return PollMeter.Result.FAILED;
    }
  }

  /**
   * The poll continues later from its current position although nothing failed: the budget of calls
   * is spent, the program stops, the instance was disabled, or too many of its notifications wait.
   *
   * @param reason the reason for people, if they can do something about it; otherwise null
   */
  record Postponed(Duration pause, String reason) implements PollOutcome {
    @Override
    public PollMeter.Result result() {
      return PollMeter.Result.POSTPONED;
    }
  }

  /** Another configured url polls the same part. */
  record Covered() implements PollOutcome {
    @Override
    public PollMeter.Result result() {
      return PollMeter.Result.OK;
    }
  }
}
