package io.pollhook.store;

import io.pollhook.health.HealthCheck;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks that the database accepts a write. It writes the current time, so that the next write
 * detects a clock that was set back, even while the program was not running: due times and leases
 * written before would be too far in the future, and everything would pause until then.
 */
public final class DatabaseCheck implements HealthCheck {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseCheck.class);
  private static final String CHECKED_AT = "health.checked-at";

  /** Smaller steps are harmless, and nodes read the server's clock at different moments. */
  private static final long TOLERATED_MILLIS = Duration.ofSeconds(2).toMillis();

  private final Database database;
  private final List<ClockListener> listeners;
  private volatile boolean isFailing;

  /** Checks a database; each listener corrects its own rows after the clock was set back. */
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
    } catch (SQLException | RuntimeException e) {
      report(e);
      return Result.down("the database does not accept writes; see the log", details);
    }
    if (isFailing) {
      isFailing = false;
      LOG.info("the database accepts writes again");
    }
    return new Result(true, details);
  }

  private void write(Handle handle) throws SQLException {
    // locked, so that only one node corrects the rows after a step
    Optional<Long> checkedAt =
        handle
            .select("SELECT value FROM properties WHERE name = ? <forUpdate>", CHECKED_AT)
            .mapTo(String.class)
            .findOne()
            .map(Long::parseLong);
    long now = database.now(handle);
    long before = checkedAt.orElse(now);
    long step = before - now;
    if (step > TOLERATED_MILLIS) {
      LOG.warn("the clock was set back by {} s; due times are moved accordingly", step / 1000);
      listeners.forEach(listener -> listener.wentBack(handle, now, step));
    }
    handle.execute(
        "INSERT INTO properties (name, value) VALUES (?, ?)"
            + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        CHECKED_AT,
        String.valueOf(step > TOLERATED_MILLIS ? now : Math.max(now, before)));
  }

  /**
   * Logs each outage once. Details stay in the log, because drivers' messages name hosts and users.
   */
  private void report(Exception failure) {
    if (!isFailing) {
      isFailing = true;
      LOG.error(
          "the database does not accept writes; Pollhook is not ready until it does", failure);
    }
  }
}
