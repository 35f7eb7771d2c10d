package io.pollhook.store;

import io.pollhook.health.HealthCheck;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the database takes a write. What it writes is the time, so that the next write notices a
 * clock that has gone back, also while the program was not running: due times and leases that were
 * set before would lie too far ahead, and everything would pause until then.
 */
public final class DatabaseCheck implements HealthCheck {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseCheck.class);
  private static final String CHECKED_AT = "health.checked-at";

  /** Nodes read the server's clock at different moments; shorter steps do no harm. */
  private static final long TOLERATED_MILLIS = Duration.ofSeconds(2).toMillis();

  private final Database database;
  private final List<ClockListener> listeners;
  private volatile boolean isFailing;

  /** Of a database; each listener has rows whose times lie ahead. */
  public DatabaseCheck(Database database, List<ClockListener> listeners) {
    this.database = database;
    this.listeners = List.copyOf(listeners);
  }

  @Override
  public String name() {
    return "database";
  }

  @Override
  public Result check() {
    Map<String, Object> details =
        Map.of("kind", database.dialect().name().toLowerCase(Locale.ROOT));
    try {
      database.writing(this::write);
    } catch (RuntimeException e) {
      report(e);
      return Result.down("the database does not take a write; see the log", details);
    }
    if (isFailing) {
      isFailing = false;
      LOG.info("the database takes writes again");
    }
    return new Result(true, details);
  }

  private void write(Handle handle) {
    long now = database.now();
    long before =
        handle
            .select("SELECT value FROM properties WHERE name = ?", CHECKED_AT)
            .mapTo(String.class)
            .findOne()
            .map(Long::parseLong)
            .orElse(now);
    long step = before - now;
    if (step > TOLERATED_MILLIS) {
      LOG.warn("the clock went back by {} s; due times are moved with it", step / 1000);
      listeners.forEach(listener -> listener.wentBack(handle, now, step));
    }
    handle.execute(
        "INSERT INTO properties (name, value) VALUES (?, ?)"
            + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        CHECKED_AT,
        String.valueOf(step > TOLERATED_MILLIS ? now : Math.max(now, before)));
  }

  /** Logs once for each trouble. Drivers name hosts and users, which are no one's business. */
  private void report(RuntimeException failure) {
    if (!isFailing) {
      isFailing = true;
      LOG.error("the database does not take a write; Pollhook is not ready until it does", failure);
    }
  }
}
