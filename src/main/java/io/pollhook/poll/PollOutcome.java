package io.pollhook.poll;

import io.pollhook.feed.FeedState;
import java.time.Duration;

/** How a poll ended, which decides what becomes of its feed. */
sealed interface PollOutcome {
  /** The same for the metrics. */
  PollMeter.Result result();

  /** All pages were read. */
  record Succeeded() implements PollOutcome {
    @Override
    public PollMeter.Result result() {
      return PollMeter.Result.OK;
    }
  }

  /**
   * A page failed. What was found before it counts.
   *
   * @param state what the feed shows from now on
   * @param message for people
   * @param retryAfter how long the provider asks to wait; zero if it does not say
   * @param slow whether a call ran into its deadline
   * @param partly whether only single objects could not be fetched, so that the feed is polled in
   *     its turn
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
   * The poll continues later from where it stands, through no one's fault: the budget of calls is
   * spent, the program stops, the instance was disabled, or too many of its notifications wait.
   *
   * @param reason for people, if they can do something about it; otherwise null
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
