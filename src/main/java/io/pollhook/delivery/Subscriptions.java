package io.pollhook.delivery;

import io.pollhook.claim.DueGate;
import io.pollhook.event.Notifications;
import io.pollhook.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jdbi.v3.core.statement.StatementContext;

/** Shows the callbacks of instances and retries held ones at once. */
public final class Subscriptions {
  private static final String SELECT =
      "SELECT i.id, i.element, l.callback, l.active, l.tests, l.held, l.attempts, l.waiting, l.last_error"
          + " FROM lanes l JOIN instances i ON i.id = l.instance_id WHERE l.callback <> ''";

  private final Database database;
  private final DueGate gate;
  private final Consumers consumers;

  Subscriptions(Database database, DueGate gate, Consumers consumers) {
    this.database = database;
    this.gate = gate;
    this.consumers = consumers;
  }

  /**
   * Returns the subscriptions of instances with a callback URL, ordered by id.
   *
   * @param afterInstanceId the id after which the list begins
   * @param limit the most subscriptions returned
   */
  public List<Subscription> list(long afterInstanceId, int limit) {
    return database.read(
        handle ->
            handle
                .select(SELECT + " AND i.id > ? ORDER BY i.id LIMIT ?", afterInstanceId, limit)
                .map(this::row)
                .list());
  }

  /**
   * Returns the subscription of an instance; empty if there is no such instance or it has no
   * callback URL.
   */
  public Optional<Subscription> find(long instanceId) {
    return database.read(
        handle -> handle.select(SELECT + " AND i.id = ?", instanceId).map(this::row).findOne());
  }

  /**
   * Tries the callback of an instance at once if it is held or waits for its next attempt, as if it
   * had never failed. Disabled instances are left alone.
   *
   * @return whether the callback was held or waiting
   */
  public boolean release(long instanceId) {
    return tryAgain(lanes -> lanes.tryAgain(instanceId, database.now())) > 0;
  }

  /** Releases the callbacks of all instances; returns how many are tried. */
  public int releaseAll() {
    return tryAgain(lanes -> lanes.tryAllAgain(database.now()));
  }

  private int tryAgain(ToIntFunction<LaneSql> which) {
    int released = database.write(handle -> which.applyAsInt(LaneSql.in(handle)));
    gate.dueNow();
    return released;
  }

  private Subscription row(ResultSet row, StatementContext context) throws SQLException {
    boolean tests = row.getInt("tests") == 1;
    boolean enabled = row.getInt("active") == 1 && !tests;
    boolean held = row.getInt("held") == 1;
    String callback = row.getString("callback");
    boolean served = consumers.serve(callback);
    return new Subscription(
        row.getLong("id"),
        Notifications.topic(row.getLong("id"), row.getString("element")),
        callback,
        enabled && !held && served,
        held,
        row.getLong("waiting"),
        enabled && !served
            ? new ConsumerAbsentException(callback).getMessage()
            : reason(enabled, tests, held, row.getInt("attempts"), row.getString("last_error")));
  }

  private static String reason(
      boolean enabled, boolean tests, boolean held, int failures, String error) {
    if (tests && failures > 0) {
      return "events are disabled, so only tests are sent; the last one failed: " + error;
    }
    if (!enabled) {
      return "the instance or its events are disabled; notifications wait";
    }
    if (held) {
      return "held: %s; notifications wait, and the callback is tried at least every ten minutes"
          .formatted(error);
    }
    return failures == 0 ? null : "%s; failed attempts in a row: %d".formatted(error, failures);
  }
}
