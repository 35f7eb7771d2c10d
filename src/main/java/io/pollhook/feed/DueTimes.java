package io.pollhook.feed;

import io.pollhook.store.Database;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The earliest due time of each source, in memory, so that a tick without work costs nothing. Other
 * nodes plan feeds too: at least once a second the database is asked.
 */
public final class DueTimes {
  private static final long AT_LEAST_EVERY_MILLIS = 1_000;

  private final Database database;
  private final Map<String, Long> lookAgainAt = new ConcurrentHashMap<>();

  public DueTimes(Database database) {
    this.database = database;
  }

  public boolean mayBeDue(String source) {
    long now = database.now();
    long lookAt = lookAgainAt.getOrDefault(source, 0L);
    // further ahead than it can have been set: the clock went back
    return lookAt <= now || lookAt > now + AT_LEAST_EVERY_MILLIS;
  }

  public void nothingDue(String source, OptionalLong earliest) {
    long now = database.now();
    long latest = now + AT_LEAST_EVERY_MILLIS;
    long next = earliest.isPresent() ? Math.max(earliest.getAsLong(), now) : latest;
    lookAgainAt.put(source, Math.min(next, latest));
  }

  /** Something is due at that time. A source that was never looked at may be due before it. */
  public void wake(String source, long dueAt) {
    lookAgainAt.computeIfPresent(source, (any, lookAt) -> Math.min(lookAt, dueAt));
  }
}
