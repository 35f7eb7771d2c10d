package io.pollhook.change;

import java.time.Duration;
import java.time.Instant;

/**
 * The dates from which the next two listings start at the latest, because the last ones had several
 * pages. Objects that change while a listing is read move between its pages, so that a listing can
 * miss some. The same period is therefore listed three times: an object is lost only if all three
 * miss it.
 *
 * @param next the date for the next listing; null if the last-seen date alone decides
 * @param afterNext the date for the listing after it; null if the last-seen date alone decides
 */
record LookBack(Instant next, Instant afterNext) {
  /**
   * A listing that several polls read is repeated completely only if it goes back less than this.
   */
  private static final Duration FARTHEST = Duration.ofDays(1);

  private static final LookBack NONE = new LookBack(null, null);

  LookBack {
    next = CursorJson.toMillis(next);
    afterNext = CursorJson.toMillis(afterNext);
  }

  /** Lets the next listing look back to a date, or as usual if that is null. */
  static LookBack once(Instant date) {
    return new LookBack(date, null);
  }

  /** Returns the stored value, or one without dates if it is null. */
  static LookBack orNone(LookBack stored) {
    return stored == null ? NONE : stored;
  }

  /**
   * The value while a listing is under way: the next one starts from the same date.
   *
   * @param window the date that the last-seen date alone asked for
   */
  LookBack again(Instant bound, Instant window) {
    return new LookBack(bound, afterNext == null ? window : afterNext);
  }

  /** The value after a listing of several pages that one poll has read. */
  LookBack afterPages(Instant window) {
    return new LookBack(afterNext == null ? window : afterNext, window);
  }

  /**
   * The value after a listing that several polls have read. The longer it took, the more objects
   * have moved, so the next one goes back as far.
   */
  LookBack afterPolls(Instant bound, Instant window) {
    return bound.isBefore(window.minus(FARTHEST)) ? afterPages(window) : again(bound, window);
  }

  /** Returns the earliest of both dates and the given one. */
  Instant earliest(Instant otherwise) {
    Instant earliest = next != null && next.isBefore(otherwise) ? next : otherwise;
    return afterNext != null && afterNext.isBefore(earliest) ? afterNext : earliest;
  }
}
