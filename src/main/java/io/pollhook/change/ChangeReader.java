package io.pollhook.change;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads the pages of one poll and returns what changed. Each poll has its own, used by one thread:
 * ask for {@link #next}, fetch it, {@link #read} it, until there is no next page.
 */
public interface ChangeReader {
  /** The page to fetch next; empty once the poll is complete. */
  Optional<PageRequest> next();

  /**
   * Reads a page.
   *
   * @return the changes to report because of it, in order
   */
  List<Change> read(Page page);

  /**
   * The provider no longer knows the cursor or the page token: continues without a gap if possible.
   *
   * @param lastPoll when the last complete poll read, by the provider's clock; null if none did
   */
  void renew(Instant lastPoll);

  /**
   * Returns what cannot be known since the last complete poll, once; empty if nothing was missed.
   */
  default Optional<String> takeGap() {
    return Optional.empty();
  }

  /** Where the feed stands when everything that was read so far is committed. */
  Cursor cursor();

  /** Entries dated before this are no longer needed; null if none are pruned. */
  Instant pruneBefore();

  /**
   * Whether pages were read that are only reported with later ones, which the next poll rereads.
   */
  default boolean canBreakOff() {
    return false;
  }

  /** The changes to report because of those pages alone; the poll is complete then. */
  default List<Change> breakOff() {
    return List.of();
  }

  /** Whether the poll stopped although there is more to read right away. */
  default boolean hasMore() {
    return false;
  }

  /** Whether a second listing must confirm soon that missing objects are deleted. */
  default boolean awaitsConfirmation() {
    return false;
  }

  /** Why the feed is paused until a person has looked; empty if it is not. */
  default Optional<String> hold() {
    return Optional.empty();
  }
}
