package io.pollhook.feed;

import io.pollhook.change.Cursor;
import io.pollhook.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The row of a feed that the configuration named so far, as far as planning needs it. */
public record StandingFeed(long id, String resource, String url, String changes, boolean active) {

  /** Those of an instance, without the feeds of parts, which stand below others. */
  static List<StandingFeed> of(Handle handle, long instanceId) {
    return new ArrayList<>(
        handle
            .select(
                "SELECT id, resource, url, changes, active FROM feeds WHERE instance_id = ?"
                    + " AND parent_id IS NULL ORDER BY position, id",
                instanceId)
            .map(
                (row, context) ->
                    new StandingFeed(
                        row.getLong(1),
                        Json.unkey(row.getString(2)),
                        Json.unkey(row.getString(3)),
                        row.getString(4),
                        row.getInt(5) == 1))
            .list());
  }

  /**
   * Takes out the one that stays for a planned feed. The url decides; among rows of the same url
   * the one with the same key is meant.
   */
  static Optional<StandingFeed> take(List<StandingFeed> standing, PlannedFeed planned) {
    List<StandingFeed> sameUrl =
        standing.stream()
            .filter(feed -> feed.url().equals(planned.url()))
            .filter(feed -> feed.changes().equals(planned.changes()))
            .toList();
    Optional<StandingFeed> taken =
        sameUrl.stream()
            .filter(feed -> feed.resource().equals(planned.key()))
            .findFirst()
            .or(() -> sameUrl.stream().findFirst());
    taken.ifPresent(standing::remove);
    return taken;
  }

  /** Brings it and the feeds of its parts in line with what is planned; they keep their cursors. */
  void keep(Handle handle, PlannedFeed planned, long now) {
    boolean resumes = planned.instance().isActive() && !active;
    handle
        .createUpdate(
            "UPDATE feeds SET resource = :resource, position = :position, active = :active,"
                + " phase = CASE WHEN interval_ms = :interval THEN phase ELSE :now END,"
                + " due_at = CASE WHEN :resumes = 1 OR (id = :id AND :lists = 1)"
                + " OR state <> 'OK' THEN :now"
                + " WHEN due_at > :now + :interval AND failures = 0 THEN :now + :interval"
                + " ELSE due_at END,"
                + " interval_ms = :interval"
                + " WHERE id = :id OR parent_id = :id")
        .bind("resource", Json.key(planned.key()))
        .bind("position", planned.position())
        .bind("active", planned.instance().isActive() ? 1 : 0)
        .bind("interval", planned.intervalMillis())
        .bind("now", now)
        .bind("resumes", resumes ? 1 : 0)
        .bind("lists", planned.listsParts() ? 1 : 0)
        .bind("id", id)
        .execute();
    if (resumes) {
      confirmHeld(handle, now);
    }
  }

  /** Who enables an instance says of a feed that holds back that what is gone is gone. */
  void confirmHeld(Handle handle, long now) {
    handle
        .select("SELECT cursor FROM feeds WHERE id = ? AND state = 'FAILED'", id)
        .mapTo(String.class)
        .findOne()
        .ifPresent(
            cursor ->
                handle.execute(
                    "UPDATE feeds SET cursor = ?, due_at = ?, fence = fence + 1, lease_until = 0"
                        + " WHERE id = ?",
                    Cursor.parse(cursor).confirmDeletes().toJson(),
                    now,
                    id));
  }

  /** The sources that it and the feeds of its parts are polled from. */
  List<String> sources(Handle handle) {
    return handle
        .select("SELECT DISTINCT source FROM feeds WHERE id = ? OR parent_id = ?", id, id)
        .mapTo(String.class)
        .list();
  }
}
