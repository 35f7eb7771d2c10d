package io.pollhook.event;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Creates UUIDs of version 7 (RFC 9562 §5.7): milliseconds, a counter that keeps the order within a
 * millisecond, and 62 random bits that distinguish nodes. The ids of one process sort in the order
 * of their creation.
 */
final class NotificationIds {
  private static final int COUNTER_BITS = 12;
  private static final long VERSION = 7L << 12;
  private static final long VARIANT = 0b10L << 62;

  private final SecureRandom random = new SecureRandom();
  private final AtomicLong last = new AtomicLong();
  private final Clock clock;

  NotificationIds(Clock clock) {
    this.clock = clock;
  }

  String next() {
    long earliest = clock.millis() << COUNTER_BITS;
    long tick = last.updateAndGet(previous -> Math.max(previous + 1, earliest));
    long millis = tick >>> COUNTER_BITS;
    long counter = tick & ((1 << COUNTER_BITS) - 1);
    long low = VARIANT | (random.nextLong() >>> 2);
    return new UUID(millis << 16 | VERSION | counter, low).toString();
  }
}
