package io.pollhook.feed;

import io.pollhook.change.Cursor;
import io.pollhook.store.Json;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * A feed to be added.
 *
 * @param source the Camel endpoint {@code direct:<source>}
 * @param changes the way its changes are found, for comparison when it is planned again
 * @param dueAt when its first look is due
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

  /** Inserts the row, with a random phase so that feeds added together are not polled together. */
  public void insert(Handle handle, long now, RandomGenerator random) {
    FeedSql.in(handle).insert(this, now - random.nextLong(intervalMillis));
  }

  /** The column {@code resource}. */
  public String resourceKey() {
    return Json.key(resource);
  }

  /** The column {@code url}. */
  public String urlKey() {
    return Json.key(url);
  }

  /** The column {@code part}. */
  public String partKey() {
    return Json.key(part);
  }

  /** The column {@code part_id}. */
  public String partIdKey() {
    return partId == null ? null : Json.key(partId);
  }

  /** The column {@code active}. */
  public int activeFlag() {
    return active ? 1 : 0;
  }

  /** The column {@code cursor}. */
  public String cursorJson() {
    return cursor.toJson();
  }
}
