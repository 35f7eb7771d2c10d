package io.pollhook.poll;

import io.pollhook.delivery.Notices;
import io.pollhook.feed.FeedSql;
import io.pollhook.feed.FeedState;
import io.pollhook.instance.Instance;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/**
 * Queues a notice for operators when an account must be authenticated again or a resource cannot be
 * polled, and another when that is resolved; once each, in the transaction of the poll that detects
 * it.
 */
final class FeedNotices {
  private final Notices notices;

  FeedNotices(Notices notices) {
    this.notices = notices;
  }

  /** Compares the state of a feed after a poll with the state reported last. */
  void report(Handle handle, Poll poll, FeedState now, String error) {
    if (!notices.areWanted()) {
      return;
    }
    FeedState reported = reported(handle, poll.feed().id());
    FeedState next = next(reported, now);
    if (Objects.equals(reported, next)) {
      return;
    }
    FeedSql.in(handle).report(poll.feed().id(), next == null ? null : next.name());
    if (reported != null) {
      recovered(handle, poll, reported);
    }
    if (next != null) {
      failed(handle, poll, next, error);
    }
  }

  /** A feed that backs off has neither failed for good nor recovered. */
  private static FeedState next(FeedState reported, FeedState now) {
    return switch (now) {
      case OK -> null;
      case NEEDS_REAUTH, FAILED -> now;
      default -> reported;
    };
  }

  private void failed(Handle handle, Poll poll, FeedState state, String error) {
    Instance instance = poll.instance();
    if (state == FeedState.FAILED) {
      notices.append(handle, Notices.Type.FEED_FAILED, instance, poll.feed().resource(), error);
    } else if (!othersNeedReauthorization(handle, poll)) {
      notices.append(handle, Notices.Type.GRANT_REVOKED, instance, null, error);
    }
  }

  private void recovered(Handle handle, Poll poll, FeedState reported) {
    Instance instance = poll.instance();
    if (reported == FeedState.FAILED) {
      notices.append(
          handle,
          Notices.Type.FEED_RECOVERED,
          instance,
          poll.feed().resource(),
          "The resource is polled again.");
    } else if (!othersNeedReauthorization(handle, poll)) {
      notices.append(
          handle,
          Notices.Type.GRANT_RENEWED,
          instance,
          null,
          "The account is authenticated again; polling continues from where it stopped.");
    }
  }

  private static FeedState reported(Handle handle, long feedId) {
    return FeedSql.in(handle).reported(feedId).map(FeedState::valueOf).orElse(null);
  }

  /** All resources of an instance share one grant, so it is reported once. */
  private static boolean othersNeedReauthorization(Handle handle, Poll poll) {
    return FeedSql.in(handle)
        .otherReported(poll.instance().id(), poll.feed().id(), FeedState.NEEDS_REAUTH.name())
        .isPresent();
  }
}
