package io.pollhook.feed;

import io.pollhook.change.Cursor;
import io.pollhook.store.Json;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What becomes of a feed's row after a poll. Applied only while the claim holds. Where no due time
 * is given the next one is the next slot of the row's own schedule, as it stands by then.
 *
 * @param servedAt null where the last complete poll was an earlier one
 * @param partId null where it is not known
 * @param lastError null where all is well
 * @param gap null if nothing was missed
 * @param dropped changes that a route dropped, to be added to the row's count
 * @param dueAt null: the next slot
 * @param covered whether another feed polls the same part
 */
public record Settlement(
    Cursor cursor,
    FeedState state,
    Instant lastSeen,
    Instant servedAt,
    String partId,
    int failures,
    boolean slow,
    String lastError,
    String gap,
    int dropped,
    long now,
    Long dueAt,
    boolean covered) {
  /** A feed whose part another one polls starts from now, should the other one go. */
  public static Settlement covered(Feed feed, String partId, long now) {
    return new Settlement(
        Cursor.freshSince(Instant.ofEpochMilli(now)),
        FeedState.OK,
        feed.lastSeen(),
        null,
        partId,
        0,
        false,
        null,
        null,
        0,
        now,
        null,
        true);
  }

  /** The next due time; empty where the claim was lost. */
  public Optional<Long> apply(Handle handle, Feed feed) {
    return handle
        .createQuery(
            "UPDATE feeds SET cursor = :cursor, state = :state, last_seen = :lastSeen,"
                + " served_at = CASE WHEN :covered = 1 THEN NULL"
                + " ELSE COALESCE(:servedAt, served_at) END,"
                + " part_id = COALESCE(:partId, part_id), failures = :failures, slow = :slow,"
                + " last_error = :lastError, gap = COALESCE(:gap, gap),"
                + " dropped = dropped + :dropped, lease_until = 0,"
                + " last_poll_at = :now, due_at = COALESCE(:dueAt,"
                + " phase + ((:now - phase) / interval_ms + 1) * interval_ms)"
                + " WHERE id = :id AND fence = :fence RETURNING due_at")
        .bind("cursor", cursor.toJson())
        .bind("state", state.name())
        .bind("lastSeen", millis(lastSeen))
        .bind("servedAt", millis(servedAt))
        .bind("covered", covered ? 1 : 0)
        .bind("partId", partId == null ? null : Json.key(partId))
        .bind("failures", failures)
        .bind("slow", slow ? 1 : 0)
        .bind("lastError", lastError == null ? null : Json.key(lastError))
        .bind("gap", gap)
        .bind("dropped", dropped)
        .bind("now", now)
        .bind("dueAt", dueAt)
        .bind("id", feed.id())
        .bind("fence", feed.fence())
        .mapTo(Long.class)
        .findOne();
  }

  /**
   * Moves the feed under a claim that goes on; false where it was lost, or polling switched off.
   */
  public static boolean keepGoing(
      Handle handle, Feed feed, Cursor cursor, Instant lastSeen, String gap, int dropped) {
    return handle
            .createUpdate(
                "UPDATE feeds SET cursor = :cursor, last_seen = :lastSeen,"
                    + " gap = COALESCE(:gap, gap), dropped = dropped + :dropped"
                    + " WHERE id = :id AND fence = :fence AND active = 1")
            .bind("cursor", cursor.toJson())
            .bind("lastSeen", millis(lastSeen))
            .bind("gap", gap)
            .bind("dropped", dropped)
            .bind("id", feed.id())
            .bind("fence", feed.fence())
            .execute()
        == 1;
  }

  private static Long millis(Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }
}
