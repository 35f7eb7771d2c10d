package io.pollhook.change;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Decides from which date on a poll lists objects: from the last-seen date less the overlap and the
 * poll delay, and earlier if earlier listings may have missed something.
 */
final class DateBounds {
  private final ObjectFields fields;
  private final DatePolicy policy;
  private final Instant lastSeen;
  private LookBack lookBack;
  private Instant servedAt;

  /** The listing that an earlier poll has begun and this one continues; null if there is none. */
  private DateCursor.Listing continued;

  DateBounds(ObjectFields fields, DatePolicy policy, Instant lastSeen, Cursor here) {
    this.fields = fields;
    this.policy = policy;
    this.lastSeen = lastSeen;
    lookBack = LookBack.orNone(null);
    if (here instanceof FreshCursor fresh) {
      lookBack = LookBack.once(fresh.since());
    } else if (here instanceof DateCursor.FirstLook look) {
      lookBack = LookBack.once(look.since());
      continued = new DateCursor.Listing(look.bound(), look.bound(), null, look.page());
    } else if (here instanceof DateCursor.Listing listing) {
      lookBack = new LookBack(listing.bound(), listing.afterNext());
      continued = listing;
    } else if (here instanceof DateCursor.Between between) {
      lookBack = LookBack.orNone(between.lookBack());
    }
  }

  /**
   * The lower bound of the listing: the same for all its pages, even if another poll continues it.
   */
  Instant bound() {
    if (continued != null) {
      return continued.bound();
    }
    Instant window = window();
    boolean earlier = lookBack.next() != null && lookBack.next().isBefore(window);
    return fields.roundedDown(earlier ? lookBack.next() : window);
  }

  /**
   * The usual bound, by the provider's clock once it is known: that clock may be behind ours, or
   * set back.
   */
  private Instant window() {
    boolean ahead = servedAt != null && servedAt.isBefore(lastSeen);
    return before(ahead ? servedAt : lastSeen);
  }

  private Instant windowOfListing() {
    return continued == null ? window() : continued.window();
  }

  private Instant before(Instant seen) {
    Instant back = seen.minus(policy.overlap()).minus(policy.pollDelay());
    return back.truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * Notes the provider's time at the first page.
   *
   * @return whether the listing has to go back further than the request did
   */
  boolean served(Instant at) {
    Instant asked = bound();
    servedAt = at;
    return bound().isBefore(asked);
  }

  /** The date to ask for if the provider does not go back to {@link #bound}. */
  Instant since(Instant lastPoll) {
    return fields.roundedDown(before(lastPoll));
  }

  /** Returns whether an earlier listing may have missed something. */
  boolean looksBack() {
    return lookBack.next() != null;
  }

  /** Restarts the listing with its first page. */
  void restart() {
    lookBack = again();
    continued = null;
  }

  /** The look-back after a poll that breaks off on the first page. */
  LookBack again() {
    return lookBack.again(bound(), windowOfListing());
  }

  /** The cursor of a poll that breaks off after some pages. */
  DateCursor.Listing listing(String page) {
    return new DateCursor.Listing(bound(), windowOfListing(), lookBack.afterNext(), page);
  }

  /** The look-back after a listing of several pages. */
  LookBack afterPages() {
    return continued == null
        ? lookBack.afterPages(window())
        : lookBack.afterPolls(bound(), windowOfListing());
  }

  /** A day earlier than any listing looks back, because the provider's clock may be set back. */
  Instant pruneBefore(LookBack after) {
    return fields.roundedDown(LookBack.orNone(after).earliest(window())).minus(Duration.ofDays(1));
  }
}
