package io.pollhook.delivery;

import java.time.Duration;

/** Counts attempts to deliver. Implementations return at once and never throw. */
@FunctionalInterface
public interface DeliveryMeter {
  /** Counts nothing. */
  DeliveryMeter NONE = (result, duration) -> {};

  /** How an attempt ended. */
  enum Result {
    /** The callback took the notification. */
    DELIVERED,
    /** It did not; the notification is tried again. */
    FAILED,
    /** It did not, and the notification was set aside. */
    PARKED
  }

  /** An attempt ended after that time. */
  void attempted(Result result, Duration duration);
}
