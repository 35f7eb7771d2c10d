package io.pollhook.feed;

import io.pollhook.change.Cursor;
import io.pollhook.store.Json;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The changes of a feed's row after a poll, applied only while the claim is valid. Without a due
 * time, the feed is due at the next slot of the row's schedule at that time.
 *
 * @param servedAt null if the last complete poll was an earlier one
 * @param partId null if not known
 * @param lastError null if the poll succeeded
 * @param gap null if nothing was missed
 * @param dropped the number of changes that a route dropped, added to the row's count
 * @param dueAt null for the next slot
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
    Gaps.Gap gap,
    int dropped,
    long now,
    Long dueAt,
    boolean covered) {
  /**
   * Returns the settlement of a feed whose part is polled by another feed; it starts from now if
   * the other one is removed.
   */
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

  /** Settles the feed; returns its next due time, empty if the claim was lost. */
  public Optional<Long> apply(Handle handle, Feed feed) {
    remember(handle, feed, gap);
    return FeedSql.in(handle).settle(feed.id(), feed.fence(), this);
  }

  /**
   * Moves the feed under a claim that continues; false if the claim was lost or polling is
   * disabled.
   */
  public static boolean keepGoing(
      Handle handle, Feed feed, Cursor cursor, Instant lastSeen, Gaps.Gap gap, int dropped) {
    remember(handle, feed, gap);
    return FeedSql.in(handle)
            .move(feed.id(), feed.fence(), cursor.toJson(), millis(lastSeen), dropped)
        == 1;
  }

  private static void remember(Handle handle, Feed feed, Gaps.Gap gap) {
    if (gap != null) {
      FeedSql feeds = FeedSql.in(handle);
      Gaps before = Gaps.parse(feeds.gaps(feed.id(), feed.fence()).orElse(null));
      Gaps now = before.plus(gap).recent(gap.to());
      feeds.setGaps(feed.id(), feed.fence(), Json.text(now.toJson()));
    }
  }

  /** The column {@code cursor}. */
  public String cursorJson() {
    return cursor.toJson();
  }

  /** The column {@code state}. */
  public String stateName() {
    return state.name();
  }

  /** The column {@code last_seen}. */
  public Long lastSeenMillis() {
    return millis(lastSeen);
  }

  /** The column {@code served_at}. */
  public Long servedAtMillis() {
    return millis(servedAt);
  }

  /** The column {@code part_id}. */
  public String partIdKey() {
    return partId == null ? null : Json.key(partId);
  }

  /** The column {@code slow}. */
  public int slowFlag() {
    return slow ? 1 : 0;
  }

  /** The column {@code last_error}. */
  public String lastErrorKey() {
    return lastError == null ? null : Json.key(lastError);
  }

  /**
   * Returns whether the column {@code served_at} is cleared, because a feed polled elsewhere does
   * not age.
   */
  public int coveredFlag() {
    return covered ? 1 : 0;
  }

  private static Long millis(Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }
}
