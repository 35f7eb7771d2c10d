package io.pollhook.poll;

import io.pollhook.change.MalformedPageException;
import io.pollhook.element.ErrorMeaning;
import io.pollhook.feed.FeedState;
import io.pollhook.hook.HookFailedException;
import io.pollhook.http.AnswerMemoryTakenException;
import io.pollhook.http.CallFailure;
import io.pollhook.http.DeadlineExceededException;
import io.pollhook.log.Causes;
import io.pollhook.oauth.AccessTokens;
import io.pollhook.oauth.NeedsReauthorizationException;
import io.pollhook.oauth.ProviderUnavailableException;
import io.pollhook.routing.ReplacedRoute;
import io.pollhook.source.ProviderException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Decides after a failed page whether and how a poll continues. */
final class PollRecovery {
  private final AccessTokens tokens;
  private final PollLog log;
  private final StuckPositions positions = new StuckPositions();

  PollRecovery(AccessTokens tokens, PollLog log) {
    this.tokens = tokens;
    this.log = log;
  }

  void recover(Poll poll, Progress progress, Throwable thrown) {
    Throwable cause = rootOf(thrown);
    if (cause instanceof PostponedException postponed) {
      progress.postpone(postponed.waitTime());
      return;
    }
    if (cause instanceof AnswerMemoryTakenException) {
      progress.pause(untilMemoryIsFree(), cause.getMessage() + "; the poll continues by itself");
      return;
    }
    if (ReplacedRoute.explains(cause)) {
      progress.postpone(Duration.ZERO);
      return;
    }
    try {
      if (canContinue(poll, progress, cause)) {
        return;
      }
    } catch (RuntimeException e) {
      cause = e;
    }
    progress.end(positions.withoutPage(poll, progress, failed(poll, cause)));
  }

  /** A random wait, so that polls that competed for memory do not all come back at once. */
  private static Duration untilMemoryIsFree() {
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(5_000, 10_000));
  }

  /** Records that a poll read everything. */
  void succeeded(Poll poll) {
    positions.succeeded(poll);
  }

  private boolean canContinue(Poll poll, Progress progress, Throwable cause) {
    if (!(cause instanceof ProviderException refusal)) {
      return positions.startsOver(poll, progress, cause);
    }
    if (progress.isNaming() && isNoName(refusal.meaning())) {
      progress.leaveUnnamed();
      return true;
    }
    return switch (refusal.meaning()) {
      case UNAUTHORIZED ->
          poll.hasTokens() && progress.token().renew(tokens) && !progress.isInAPage();
      case CURSOR_REFUSED -> progress.renew();
      case REFUSED ->
          progress.asksForAnOldPage()
              ? progress.renew()
              : positions.startsOver(poll, progress, cause);
      case UNAVAILABLE -> positions.startsOver(poll, progress, cause);
      case RATE_LIMITED, NEEDS_REAUTHENTICATION -> false;
    };
  }

  /** If the list of parts is refused or broken, the part is polled by its alias. */
  private static boolean isNoName(ErrorMeaning meaning) {
    return meaning == ErrorMeaning.REFUSED || meaning == ErrorMeaning.UNAVAILABLE;
  }

  private PollOutcome.Failed failed(Poll poll, Throwable cause) {
    if (cause instanceof ObjectsPutOffException) {
      return new PollOutcome.Failed(
          FeedState.BACKING_OFF, cause.getMessage(), Duration.ZERO, false, true);
    }
    if (cause instanceof NeedsReauthorizationException e) {
      if (e.isLogged()) {
        log.isKnown(poll, e.getMessage());
      }
      return new PollOutcome.Failed(
          FeedState.NEEDS_REAUTH, cause.getMessage(), Duration.ZERO, false);
    }
    if (cause instanceof ProviderUnavailableException e) {
      Duration wait = e.retryAfter().orElse(Duration.ZERO);
      return new PollOutcome.Failed(FeedState.BACKING_OFF, e.getMessage(), wait, false);
    }
    if (cause instanceof ProviderException e) {
      return new PollOutcome.Failed(
          state(poll, e.meaning()), e.getMessage(), e.retryAfter(), false);
    }
    boolean slow =
        cause instanceof DeadlineExceededException || cause instanceof SocketTimeoutException;
    if (!(cause instanceof IOException)
        && !(cause instanceof MalformedPageException)
        && !(cause instanceof HookFailedException)
        && !(cause instanceof FencedException)) {
      log.failedUnexpectedly(poll, cause);
    }
    return new PollOutcome.Failed(FeedState.BACKING_OFF, describe(cause), Duration.ZERO, slow);
  }

  private static FeedState state(Poll poll, ErrorMeaning meaning) {
    return switch (meaning) {
      case REFUSED -> FeedState.FAILED;
      case NEEDS_REAUTHENTICATION -> FeedState.NEEDS_REAUTH;
      // an API key that was refused cannot be renewed by the program
      case UNAUTHORIZED -> poll.hasTokens() ? FeedState.BACKING_OFF : FeedState.NEEDS_REAUTH;
      case CURSOR_REFUSED, RATE_LIMITED, UNAVAILABLE -> FeedState.BACKING_OFF;
    };
  }

  /** Describes a failure for the poll record; the log has the stack trace of unexpected ones. */
  private static String describe(Throwable cause) {
    if (isOurs(cause)) {
      return cause.getMessage();
    }
    if (cause instanceof IOException) {
      return CallFailure.describe(cause);
    }
    String message = cause.getMessage();
    return (message == null || message.isBlank()
            ? "unexpected error"
            : "unexpected error: " + message)
        + "; the log has the details";
  }

  /** The most specific known cause. */
  static Throwable rootOf(Throwable thrown) {
    return Causes.firstOrRoot(thrown, PollRecovery::isOurs);
  }

  private static boolean isOurs(Throwable cause) {
    return cause instanceof ProviderException
        || cause instanceof PostponedException
        || cause instanceof ObjectsPutOffException
        || cause instanceof MalformedPageException
        || cause instanceof NeedsReauthorizationException
        || cause instanceof ProviderUnavailableException
        || cause instanceof DeadlineExceededException
        || cause instanceof HookFailedException
        || cause instanceof FencedException;
  }
}
