package io.pollhook.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.event.EventDates;
import io.pollhook.instance.Instance;
import io.pollhook.store.ClockListener;
import io.pollhook.store.Database;
import io.pollhook.store.Json;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The notices for operators: something needs attention, or works again. A notice is written in the
 * transaction that makes the change, and sent at least once afterwards, unless the receiver keeps
 * failing; it never waits for a customer's callback.
 */
public final class Notices {
  private final Database database;
  private final boolean enabled;

  /** The kind of a notice. */
  public enum Type {
    CALLBACK_HELD,
    CALLBACK_RECOVERED,
    GRANT_REVOKED,
    GRANT_RENEWED,
    FEED_FAILED,
    FEED_RECOVERED;

    /** The type as it is sent, such as {@code callback.held}. */
    String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
  }

  /**
   * A notice being sent.
   *
   * @param attempts the number of failed attempts
   */
  record Waiting(long id, String body, int attempts) {}

  Notices(Database database, boolean enabled) {
    this.database = database;
    this.enabled = enabled;
  }

  /** Returns whether notices are sent at all. */
  public boolean areWanted() {
    return enabled;
  }

  /**
   * Stores a notice, unless notices are switched off.
   *
   * @param resource the configured resource's key; null if the notice is about the whole instance
   * @param message for people, without secrets
   */
  public void append(Handle handle, Type type, Instance instance, String resource, String message) {
    if (!enabled) {
      return;
    }
    ObjectNode body = Json.ASCII.createObjectNode();
    body.put("type", type.text());
    body.put("date", EventDates.text(database.clock().instant()));
    body.put("instanceId", instance.id());
    body.put("instanceName", instance.name());
    body.put("resource", resource);
    body.put("message", message);
    long now = database.now();
    handle.execute(
        "INSERT INTO notices (body, created_at, attempts, due_at, lease_until)"
            + " VALUES (?, ?, 0, ?, 0)",
        Json.text(body),
        now,
        now);
  }

  /**
   * Moves future due times and leases back with the clock.
   *
   * @see ClockListener
   */
  public static void clockWentBack(Handle handle, long now, long step) {
    ClockListener.moveBack(handle, "notices", "due_at", now, step);
    ClockListener.moveBack(handle, "notices", "lease_until", now, step);
  }

  /** Claims the oldest notice if it is due and no other node is sending it. */
  Optional<Waiting> claim(long leaseUntil) {
    boolean due =
        database.read(
            handle ->
                handle
                    .select("SELECT 1 FROM notices WHERE due_at <= ? LIMIT 1", database.now())
                    .mapTo(Integer.class)
                    .findOne()
                    .isPresent());
    return due ? database.write(handle -> claim(handle, leaseUntil)) : Optional.empty();
  }

  private Optional<Waiting> claim(Handle handle, long leaseUntil) {
    return handle
        .createQuery(
            "UPDATE notices SET lease_until = :leaseUntil WHERE id = (SELECT MIN(id) FROM notices)"
                + " AND due_at <= :now AND lease_until <= :now RETURNING id, body, attempts")
        .bind("leaseUntil", leaseUntil)
        .bind("now", database.now())
        .map(
            (row, context) ->
                new Waiting(row.getLong("id"), row.getString("body"), row.getInt("attempts")))
        .findOne();
  }

  /** Deletes a notice that was sent or is given up. */
  void delete(Waiting notice) {
    database.writing(handle -> handle.execute("DELETE FROM notices WHERE id = ?", notice.id()));
  }

  /** Deletes the notices created before a time in epoch milliseconds; returns their number. */
  int deleteBefore(long time) {
    return database.write(
        handle -> handle.execute("DELETE FROM notices WHERE created_at < ?", time));
  }

  void failed(Waiting notice, String error, long dueAt) {
    database.writing(
        handle ->
            handle.execute(
                "UPDATE notices SET attempts = attempts + 1, lease_until = 0, due_at = ?,"
                    + " last_error = ? WHERE id = ?",
                dueAt,
                error,
                notice.id()));
  }
}
