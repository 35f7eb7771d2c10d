package io.pollhook.feed;

import io.pollhook.store.Json;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Hands a part over from one feed to another when the configuration changes which url it comes
 * under, so that no change of it is missed or told twice.
 */
public final class PartSuccession {
  private PartSuccession() {}

  /**
   * A feed goes: another url that names its part goes on where it stood, or else the literal
   * placeholder does. Without an heir the feed is deleted.
   */
  public static void leave(Handle handle, long feedId, long now) {
    Optional<Long> namesake =
        heir(handle, feedId, "f.part_id = gone.part_id AND f.parent_id IS NULL");
    if (namesake.isPresent()) {
      moveCursor(handle, feedId, namesake.get(), now);
    } else if (heir(handle, feedId, "f.part = '" + Feed.EVERY_PART + "'")
        .filter(list -> becomeChild(handle, feedId, list, now))
        .isPresent()) {
      return;
    }
    handle.execute("DELETE FROM feeds WHERE id = ?", feedId);
  }

  private static Optional<Long> heir(Handle handle, long feedId, String condition) {
    return handle
        .select(
            "SELECT f.id FROM feeds f, feeds gone WHERE gone.id = ? AND gone.part_id IS NOT NULL"
                + " AND f.instance_id = gone.instance_id AND f.changes = gone.changes"
                + " AND f.id <> gone.id AND f.state <> 'BASELINE_PENDING' AND "
                + condition
                + " ORDER BY f.position LIMIT 1",
            feedId)
        .mapTo(Long.class)
        .findOne();
  }

  private static boolean becomeChild(Handle handle, long feedId, long listId, long now) {
    return handle.execute(
            "UPDATE feeds SET parent_id = list.id, part = feeds.part_id, resource = list.resource,"
                + " position = list.position, url = list.url, active = list.active,"
                + " interval_ms = list.interval_ms, due_at = ? FROM feeds list"
                + " WHERE feeds.id = ? AND list.id = ?",
            now,
            feedId,
            listId)
        == 1;
  }

  /**
   * A named part has had its first look: where the literal placeholder covered it so far, the new
   * feed goes on where that one stood.
   *
   * @return whether it did
   */
  public static boolean takeOver(Handle handle, Feed named, String partId, long now) {
    Optional<Long> child =
        handle
            .createQuery(
                "SELECT id FROM feeds WHERE instance_id = :instance AND source = :source"
                    + " AND part_id = :part AND parent_id IS NOT NULL"
                    + " AND state <> 'BASELINE_PENDING' ORDER BY position LIMIT 1")
            .bind("instance", named.instanceId())
            .bind("source", named.source())
            .bind("part", Json.key(partId))
            .mapTo(Long.class)
            .findOne();
    child.ifPresent(
        id -> {
          moveCursor(handle, id, named.id(), now);
          handle.execute("DELETE FROM feeds WHERE id = ?", id);
        });
    return child.isPresent();
  }

  /** A poll that is under way for the heir began elsewhere: its claim is void. */
  private static void moveCursor(Handle handle, long from, long to, long now) {
    handle.execute("DELETE FROM ledger WHERE feed_id = ?", to);
    handle.execute("UPDATE ledger SET feed_id = ? WHERE feed_id = ?", to, from);
    handle.execute(
        "UPDATE feeds SET cursor = old.cursor, last_seen = old.last_seen,"
            + " served_at = old.served_at, part_id = old.part_id, state = old.state,"
            + " failures = 0, lease_until = 0, fence = feeds.fence + 1, due_at = ? FROM feeds old"
            + " WHERE feeds.id = ? AND old.id = ?",
        now,
        to,
        from);
  }
}
