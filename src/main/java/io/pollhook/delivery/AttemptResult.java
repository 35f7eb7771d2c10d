package io.pollhook.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The result of an attempt.
 *
 * @param status the callback's status code; null if it did not answer
 * @param error why it failed, without secrets; null if the callback accepted the notification
 * @param timedOut whether it failed by taking too long
 * @param retryAfter how long the callback asks not to be called again
 * @param answer the beginning of the response body; null if there is none
 */
record AttemptResult(
    Integer status, String error, boolean timedOut, Optional<Duration> retryAfter, String answer) {
  private static final int GONE = 410;

  /** Client errors that are not about the notification itself. */
  private static final Set<Integer> NOT_ABOUT_THE_REQUEST = Set.of(408, GONE, 429);

  private static final AttemptResult ABSENT =
      new AttemptResult(null, "it has no consumer", false, Optional.empty(), null);

  static AttemptResult accepted(Integer status, String answer) {
    return new AttemptResult(status, null, false, Optional.empty(), answer);
  }

  /** The callback did not answer. */
  static AttemptResult unanswered(String error, boolean timedOut) {
    return new AttemptResult(null, error, timedOut, Optional.empty(), null);
  }

  /** No attempt was made, because no consumer was there to take the notification. */
  static AttemptResult absent() {
    return ABSENT;
  }

  boolean isAbsent() {
    return equals(ABSENT);
  }

  boolean isDelivered() {
    return error == null;
  }

  /** Returns whether the callback says that it is gone for good (RFC 9110 §15.5.11). */
  boolean isGone() {
    return status != null && status == GONE;
  }

  /** Returns whether the callback works but refuses this notification. */
  boolean isRefusal() {
    return status != null && status / 100 == 4 && !NOT_ABOUT_THE_REQUEST.contains(status);
  }
}
