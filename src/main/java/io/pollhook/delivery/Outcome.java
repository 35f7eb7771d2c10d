package io.pollhook.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * How an attempt ended.
 *
 * @param error why it failed, without anything secret; null where the callback took it
 * @param timedOut whether it failed by taking too long
 * @param retryAfter how long the callback wants to be left alone
 */
record Outcome(String error, boolean timedOut, Optional<Duration> retryAfter) {
  static Outcome accepted() {
    return new Outcome(null, false, Optional.empty());
  }

  boolean isDelivered() {
    return error == null;
  }
}
