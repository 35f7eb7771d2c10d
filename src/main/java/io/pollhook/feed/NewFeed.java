package io.pollhook.feed;

import io.pollhook.change.Cursor;
import io.pollhook.store.Json;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * A feed that is to be added.
 *
 * @param source the Camel endpoint {@code direct:<source>}
 * @param changes how its changes are told, for comparison when it is planned again
 * @param dueAt its first look
 */
public record NewFeed(
    long instanceId,
    Long parentId,
    String source,
    String resource,
    int position,
    String url,
    String changes,
    String part,
    String partId,
    boolean active,
    Cursor cursor,
    long intervalMillis,
    long dueAt) {

  /** Adds the row. Its phase is its own, so that feeds added together are not polled together. */
  public void insert(Handle handle, long now, RandomGenerator random) {
    handle
        .createUpdate(
            "INSERT INTO feeds (instance_id, parent_id, source, resource, position, url, changes,"
                + " part, part_id, active, state, cursor, interval_ms, phase, due_at, lease_until,"
                + " fence, failures, slow) VALUES (:instance, :parent, :source, :resource,"
                + " :position, :url, :changes, :part, :partId, :active, 'BASELINE_PENDING',"
                + " :cursor, :interval, :phase, :due, 0, 0, 0, 0)")
        .bind("instance", instanceId)
        .bind("parent", parentId)
        .bind("source", source)
        .bind("resource", Json.key(resource))
        .bind("position", position)
        .bind("url", Json.key(url))
        .bind("changes", changes)
        .bind("part", Json.key(part))
        .bind("partId", partId == null ? null : Json.key(partId))
        .bind("active", active ? 1 : 0)
        .bind("cursor", cursor.toJson())
        .bind("interval", intervalMillis)
        .bind("phase", now - random.nextLong(intervalMillis))
        .bind("due", dueAt)
        .execute();
  }
}
