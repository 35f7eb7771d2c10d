package io.pollhook.feed;

import io.pollhook.change.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** When a new feed looks at the provider for the first time. */
public enum FirstLook {
  /** Whoever plans it takes the look; ticks leave it alone meanwhile. */
  AT_ONCE {
    @Override
    long dueAt(long now, long intervalMillis, RandomGenerator random) {
      return now + LEFT_ALONE.toMillis();
    }

    @Override
    Cursor cursor(long now) {
      return Cursor.fresh();
    }
  },

  /** A tick takes it, so that thousands of feeds do not ask the provider together. */
  LATER {
    @Override
    long dueAt(long now, long intervalMillis, RandomGenerator random) {
      return now + random.nextLong(intervalMillis);
    }

    @Override
    Cursor cursor(long now) {
      return Cursor.freshSince(Instant.ofEpochMilli(now));
    }
  };

  private static final Duration LEFT_ALONE = Duration.ofSeconds(30);

  /** When a tick may take it, in epoch milliseconds. */
  abstract long dueAt(long now, long intervalMillis, RandomGenerator random);

  /** Where the feed stands until then. */
  abstract Cursor cursor(long now);
}
