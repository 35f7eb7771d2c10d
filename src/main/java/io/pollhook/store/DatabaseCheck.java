package io.pollhook.store;

import io.pollhook.health.HealthCheck;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

  /** The health report counts a check as hanging a little later. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final Database database;
  private final List<ClockListener> listeners;

  /** What was logged in this outage; empty while there is none. */
  private final Set<String> reported = new HashSet<>();

  /** The write that the database has not answered yet; null if there is none. */
  private CompletableFuture<Void> unanswered;

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
  public synchronized Result check() {
    Map<String, Object> details =
        Map.of("kind", database.dialect().name().toLowerCase(Locale.ROOT));
    try {
      awaitWrite();
    } catch (TimeoutException e) {
      report("the database does not answer", null);
      return Result.down("the database does not answer", details);
    } catch (ExecutionException e) {
      report("the database does not accept writes", e.getCause());
      return Result.down("the database does not accept writes; see the log", details);
    }
    if (!reported.isEmpty()) {
      reported.clear();
      LOG.info("the database accepts writes again");
    }
    return new Result(true, details);
  }

  /**
   * Writes in another thread, because a write to a server that is cut off may hang for a minute.
   */
  private void awaitWrite() throws TimeoutException, ExecutionException {
    if (unanswered == null) {
      unanswered = CompletableFuture.runAsync(this::write, DatabaseCheck::inItsOwnThread);
    }
    try {
      unanswered.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
      unanswered = null;
    } catch (ExecutionException e) {
      unanswered = null;
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void write() {
    try {
      database.writing(this::write);
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }

  private static void inItsOwnThread(Runnable write) {
    Thread thread = new Thread(write, "pollhook-database-check");
    thread.setDaemon(true);
    thread.start();
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
   * Logs each trouble once in an outage. Details stay in the log, because drivers' messages name
   * hosts and users.
   *
   * @param failure null if the database has not answered
   */
  private void report(String trouble, Throwable failure) {
    if (reported.add(trouble)) {
      LOG.error("{}; Pollhook is not ready until it does", trouble, failure);
    }
  }
}
