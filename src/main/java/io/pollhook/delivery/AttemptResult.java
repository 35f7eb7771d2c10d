package io.pollhook.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How an attempt ended.
 *
 * @param status the callback's status code; null if it did not answer
 * @param error why it failed, without anything secret; null if the callback took it
 * @param timedOut whether it failed by taking too long
 * @param retryAfter how long the callback wants to be left alone
 * @param answer the beginning of the answer's body; null if there is none
 */
record AttemptResult(
    Integer status, String error, boolean timedOut, Optional<Duration> retryAfter, String answer) {
  private static final int GONE = 410;

  /** Client errors that say nothing about the notification itself. */
  private static final Set<Integer> NOT_ABOUT_THE_REQUEST = Set.of(408, GONE, 429);

  private static final AttemptResult ABSENT =
      new AttemptResult(null, "nobody consumes it", false, Optional.empty(), null);

  static AttemptResult accepted(Integer status, String answer) {
    return new AttemptResult(status, null, false, Optional.empty(), answer);
  }

  /** The callback did not answer. */
  static AttemptResult unanswered(String error, boolean timedOut) {
    return new AttemptResult(null, error, timedOut, Optional.empty(), null);
  }

  /** No attempt was made: nobody was there to take it. */
  static AttemptResult absent() {
    return ABSENT;
  }

  boolean isAbsent() {
    return equals(ABSENT);
  }

  boolean isDelivered() {
    return error == null;
  }

  /** Whether the callback says that it will not come back (RFC 9110 §15.5.11). */
  boolean isGone() {
    return status != null && status == GONE;
  }

  /** Whether the callback works, but does not want this notification. */
  boolean isRefusal() {
    return status != null && status / 100 == 4 && !NOT_ABOUT_THE_REQUEST.contains(status);
  }
}
