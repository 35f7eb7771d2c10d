package io.pollhook.poll;

import io.pollhook.log.Troubles;
import io.pollhook.log.Waits;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs polls that start to fail, fail for another reason, or work again. A poll that ends like the
 * previous one is not logged.
 */
final class PollLog {
  private static final Logger LOG = LoggerFactory.getLogger(PollLog.class);
  private static final int MOST = 100_000;

  /** The key of the one failure that concerns all resources: polls cannot be committed. */
  private static final String COMMITS = "commits";

  private final Troubles troubles;

  PollLog(Clock clock) {
    this.troubles = new Troubles(MOST, clock);
  }

  /** Logs a failed poll. */
  void failed(Poll poll, String message, Duration toNext) {
    troubles
        .occurred(poll.feed().id(), message)
        .ifPresent(
            text ->
                LOG.warn(
                    "{}; trying again {}, not logged again while it is the same",
                    text,
                    Waits.text(toNext)));
  }

  /** Logs a revoked grant: polling pauses until a person authenticates the account again. */
  void needsReauthentication(Poll poll, String message) {
    troubles
        .occurred(poll.feed().id(), message)
        .ifPresent(
            text -> LOG.warn("{}; polling pauses until the account is authenticated again", text));
  }

  /** Notes a revoked grant that is in the log already, once for all resources of the instance. */
  void isKnown(Poll poll, String message) {
    troubles.occurred(poll.feed().id(), message);
  }

  /** Logs that a poll found changes without the position at which earlier polls failed. */
  void startedOver() {
    LOG.warn("the provider kept failing at the saved position, which was given up");
  }

  /** Logs a failure that is a bug in the program or in a route, with its stack trace. */
  void failedUnexpectedly(Poll poll, Throwable cause) {
    troubles
        .occurred("unexpected " + poll.feed().id(), cause.toString())
        .ifPresent(text -> LOG.warn("the poll failed unexpectedly", cause));
  }

  /** Logs that the changes of a resource are held back until a person confirms them. */
  void holds(Poll poll, String reason) {
    troubles.occurred(poll.feed().id(), reason).ifPresent(LOG::warn);
  }

  /** Logs that changes between two polls were missed. */
  void gap(String why) {
    LOG.warn("some changes could not be read and are not reported: {}", why);
  }

  /** Logs that polling works again after failures. */
  void succeeded(Poll poll) {
    troubles
        .resolved(poll.feed().id())
        .ifPresent(times -> LOG.info("polling works again; it failed {}", times));
    troubles.resolved("unexpected " + poll.feed().id());
  }

  /** Logs that polls can be committed again. */
  void committed() {
    troubles
        .resolved(COMMITS)
        .ifPresent(times -> LOG.info("polls are committed again; they were interrupted {}", times));
  }

  /** Logs a poll that was interrupted before its commit. */
  void brokeOff(Throwable cause) {
    troubles
        .occurred(COMMITS, cause.toString())
        .ifPresent(
            text -> LOG.warn("the poll was interrupted before its commit and is repeated", cause));
  }
}
