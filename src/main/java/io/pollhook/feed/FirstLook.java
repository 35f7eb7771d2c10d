package io.pollhook.feed;

import io.pollhook.change.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** The time at which a new feed looks at the provider for the first time. */
public enum FirstLook {
  /** At once, by the thread that plans the feed; ticks leave it alone in the meantime. */
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

  /** Later, by a tick, so that thousands of feeds do not call the provider together. */
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

  /** Returns when a tick may take the first look, in epoch milliseconds. */
  abstract long dueAt(long now, long intervalMillis, RandomGenerator random);

  /** Returns the cursor until then. */
  abstract Cursor cursor(long now);
}
