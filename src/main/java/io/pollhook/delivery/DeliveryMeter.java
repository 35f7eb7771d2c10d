package io.pollhook.delivery;

import java.time.Duration;

/** Counts attempts to deliver. Implementations return at once and never throw. */
@FunctionalInterface
public interface DeliveryMeter {
  /** The result of an attempt. */
  enum Result {
    /** The callback accepted the notification. */
    DELIVERED,
    /** The attempt failed; the notification is retried. */
    FAILED,
    /** The attempt failed, and the notification is parked. */
    PARKED
  }

  /** Counts an attempt that took the given time. */
  void attempted(Result result, Duration duration);
}
