package io.pollhook.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * How an attempt ended.
 *
 * @param status the callback's status code; null if it did not answer
 * @param error why it failed, without anything secret; null if the callback took it
 * @param timedOut whether it failed by taking too long
 * @param retryAfter how long the callback wants to be left alone
 */
record Outcome(Integer status, String error, boolean timedOut, Optional<Duration> retryAfter) {
  private static final int GONE = 410;

  static Outcome accepted() {
    return accepted(null);
  }

  static Outcome accepted(Integer status) {
    return new Outcome(status, null, false, Optional.empty());
  }

  boolean isDelivered() {
    return error == null;
  }

  /** Whether the callback says that it will not come back (RFC 9110 §15.5.11). */
  boolean isGone() {
    return status != null && status == GONE;
  }
}
