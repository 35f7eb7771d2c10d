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
   * Returns what {@link #startOver} would lose; {@link StartOver#USELESS} if the next request
   * depends on nothing that an earlier answer named.
   */
  default StartOver startsOver() {
    return StartOver.USELESS;
  }

  /**
   * The provider keeps failing at the position that the next request names: continues without it.
   * If no page is read afterwards, {@link #cursor} must not be saved.
   *
   * @param lastPoll see {@link #renew}
   */
  default void startOver(Instant lastPoll) {
    renew(lastPoll);
  }

  /**
   * Returns, once, the reason why changes since the last complete poll cannot be known; empty if
   * none were missed.
   */
  default Optional<String> takeGap() {
    return Optional.empty();
  }

  /** The feed's cursor once everything read so far is committed. */
  Cursor cursor();

  /** The date before which ledger entries are no longer needed; null if none are pruned. */
  Instant pruneBefore();

  /**
   * Returns whether pages were read whose changes are only reported with later pages. Unless the
   * reader breaks off, the next poll reads them again.
   */
  default boolean canBreakOff() {
    return false;
  }

  /** Completes the poll early. Returns the changes of the pages read so far. */
  default List<Change> breakOff() {
    return List.of();
  }

  /** Returns whether the poll stopped although there is more to read right away. */
  default boolean hasMore() {
    return false;
  }

  /** Returns whether a second listing must confirm soon that missing objects are deleted. */
  default boolean awaitsConfirmation() {
    return false;
  }

  /** The reason why the feed is paused until a person confirms; empty if it is not paused. */
  default Optional<String> hold() {
    return Optional.empty();
  }
}
