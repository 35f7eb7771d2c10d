package io.pollhook.poll;

import io.pollhook.log.Troubles;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what a person should know about polls: that one begins to fail, fails in another way, or
 * works again. A poll that goes as the one before it is not logged.
 */
final class PollLog {
  private static final Logger LOG = LoggerFactory.getLogger(PollLog.class);
  private static final int MOST = 100_000;

  /** The trouble that is not of one resource: polls cannot be committed. */
  private static final String COMMITS = "commits";

  private final Troubles troubles;

  PollLog(Clock clock) {
    this.troubles = new Troubles(MOST, clock);
  }

  /** A poll failed. */
  void failed(Poll poll, String message, long secondsToNext) {
    troubles
        .met(poll.feed().id(), message)
        .ifPresent(
            text ->
                LOG.warn(
                    "{}; trying again in {} s, not logged again while it is the same",
                    text,
                    secondsToNext));
  }

  /** The grant was revoked: polls pause until a person authenticates the account again. */
  void needsReauthentication(Poll poll, String message) {
    troubles
        .met(poll.feed().id(), message)
        .ifPresent(
            text -> LOG.warn("{}; polling pauses until the account is authenticated again", text));
  }

  /** Unlike other failures, this one is a mistake in the program or in a route. */
  void failedUnexpectedly(Poll poll, Throwable cause) {
    troubles
        .met("unexpected " + poll.feed().id(), cause.toString())
        .ifPresent(text -> LOG.warn("the poll failed unexpectedly", cause));
  }

  /** The resource is not reported until a person has looked. */
  void holds(Poll poll, String reason) {
    troubles.met(poll.feed().id(), reason).ifPresent(LOG::warn);
  }

  /** Something between two polls cannot be known. */
  void gap(String why) {
    LOG.warn("some changes could not be read and are not reported: {}", why);
  }

  /** A poll was committed without trouble. */
  void succeeded(Poll poll) {
    troubles
        .ended(poll.feed().id())
        .ifPresent(times -> LOG.info("polling works again; it failed {}", times));
    troubles.ended("unexpected " + poll.feed().id());
  }

  /** Polls can be committed. */
  void committed() {
    troubles
        .ended(COMMITS)
        .ifPresent(times -> LOG.info("polls are committed again; they broke off {}", times));
  }

  /** A poll broke off without a commit. */
  void brokeOff(Throwable cause) {
    troubles
        .met(COMMITS, cause.toString())
        .ifPresent(text -> LOG.warn("the poll broke off and is repeated", cause));
  }
}
