package io.pollhook.delivery;

import io.pollhook.claim.DueGate;
import io.pollhook.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jdbi.v3.core.statement.StatementContext;

/** Shows the callbacks of instances, and lets held ones be tried at once. */
public final class Subscriptions {
  private static final String SELECT =
      "SELECT i.id, i.element, l.callback, l.active, l.held, l.attempts, l.waiting, l.last_error"
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
   * The subscriptions of instances after an id, in the order of ids: those of instances with a
   * callback URL.
   *
   * @param limit the most that are returned
   */
  public List<Subscription> list(long afterInstanceId, int limit) {
    return database.read(
        handle ->
            handle
                .select(SELECT + " AND i.id > ? ORDER BY i.id LIMIT ?", afterInstanceId, limit)
                .map(this::row)
                .list());
  }

  /** The subscription of an instance; empty if it has no callback URL, or there is none. */
  public Optional<Subscription> find(long instanceId) {
    return database.read(
        handle -> handle.select(SELECT + " AND i.id = ?", instanceId).map(this::row).findOne());
  }

  /**
   * Tries the callback of an instance at once if it is held or waits for its next attempt, as if it
   * had never failed. A disabled instance's is left alone.
   *
   * @return whether there was something to do
   */
  public boolean release(long instanceId) {
    return tryAgain(lanes -> lanes.tryAgain(instanceId, database.now())) > 0;
  }

  /** {@link #release} for every instance; returns how many callbacks are tried. */
  public int releaseAll() {
    return tryAgain(lanes -> lanes.tryAllAgain(database.now()));
  }

  private int tryAgain(ToIntFunction<LaneSql> which) {
    int released = database.write(handle -> which.applyAsInt(LaneSql.in(handle)));
    gate.dueNow();
    return released;
  }

  private Subscription row(ResultSet row, StatementContext context) throws SQLException {
    boolean enabled = row.getInt("active") == 1;
    boolean held = row.getInt("held") == 1;
    String callback = row.getString("callback");
    boolean served = consumers.serve(callback);
    return new Subscription(
        row.getLong("id"),
        "instance-" + row.getLong("id") + "-" + row.getString("element") + "-events",
        callback,
        enabled && !held && served,
        held,
        row.getLong("waiting"),
        enabled && !served
            ? new ConsumerAbsentException(callback).getMessage()
            : reason(enabled, held, row.getInt("attempts"), row.getString("last_error")));
  }

  private static String reason(boolean enabled, boolean held, int failures, String error) {
    if (!enabled) {
      return "the instance or its events are disabled; notifications wait";
    }
    if (held) {
      return "held: %s; notifications wait, and the callback is tried every ten minutes"
          .formatted(error);
    }
    return failures == 0 ? null : "%s; failed attempts in a row: %d".formatted(error, failures);
  }
}
