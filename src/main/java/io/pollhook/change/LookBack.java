package io.pollhook.change;

import java.time.Duration;
import java.time.Instant;

/**
 * The dates that the next two listings ask for at least, because the last ones had several pages.
 * Objects that change while a listing is read move between its pages, so that a listing can miss
 * some. The same time is therefore listed three times: an object is lost only if it is missed each
 * time.
 *
 * @param next for the next listing; null if the last-seen date alone decides
 * @param afterNext for the listing after it; null if the last-seen date alone decides
 */
record LookBack(Instant next, Instant afterNext) {
  /** A listing that several polls read is repeated completely only if it goes back less far. */
  private static final Duration FARTHEST = Duration.ofDays(1);

  private static final LookBack NONE = new LookBack(null, null);

  LookBack {
    next = CursorJson.toMillis(next);
    afterNext = CursorJson.toMillis(afterNext);
  }

  /** The next listing looks back to a date, or as usual if that is null. */
  static LookBack once(Instant date) {
    return new LookBack(date, null);
  }

  /** Returns a stored one; nothing was stored if it is null. */
  static LookBack orNone(LookBack stored) {
    return stored == null ? NONE : stored;
  }

  /**
   * While a listing is under way: it is read again from where it began.
   *
   * @param window the date that the last-seen date alone asked for
   */
  LookBack again(Instant bound, Instant window) {
    return new LookBack(bound, afterNext == null ? window : afterNext);
  }

  /** After a listing of several pages that one poll has read. */
  LookBack afterPages(Instant window) {
    return new LookBack(afterNext == null ? window : afterNext, window);
  }

  /**
   * After a listing that several polls have read: the longer it took, the more has moved. The next
   * one goes back as far.
   */
  LookBack afterPolls(Instant bound, Instant window) {
    return bound.isBefore(window.minus(FARTHEST)) ? afterPages(window) : again(bound, window);
  }

  /** The earliest date that is still asked for; a later one if there is none. */
  Instant earliest(Instant otherwise) {
    Instant earliest = next != null && next.isBefore(otherwise) ? next : otherwise;
    return afterNext != null && afterNext.isBefore(earliest) ? afterNext : earliest;
  }
}
