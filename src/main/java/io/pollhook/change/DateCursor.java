package io.pollhook.change;

import java.time.Instant;
import java.util.Objects;

/** The cursor of a feed that is read by {@link DateReader}. */
sealed interface DateCursor extends Cursor {
  /**
   * The first look has read some pages.
   *
   * @param since report what is newer than this; null to report nothing
   * @param bound the lower bound of dates that the listing asks for
   * @param page the page to continue with
   */
  record FirstLook(Instant since, Instant bound, String page) implements DateCursor {
    public FirstLook {
      since = CursorJson.toMillis(since);
      bound = CursorJson.toMillis(Objects.requireNonNull(bound));
      Objects.requireNonNull(page);
    }

    @Override
    public boolean isNew() {
      return true;
    }

    @Override
    public Cursor pendingSince(Instant moment) {
      return since == null ? new FirstLook(moment, bound, page) : this;
    }
  }

  /**
   * A listing has read some pages.
   *
   * @param bound the lower bound of dates that the listing asks for
   * @param page the page to continue with
   */
  record Listing(Instant bound, String page) implements DateCursor {
    public Listing {
      bound = CursorJson.toMillis(Objects.requireNonNull(bound));
      Objects.requireNonNull(page);
    }
  }

  /**
   * No listing is under way.
   *
   * @param lookBackTo the next listing asks for this date or an earlier one; null if the last-seen
   *     date alone decides
   * @param etag the ETag of the last listing's only page; null if there is none
   */
  record Between(Instant lookBackTo, Etag etag) implements DateCursor {
    public Between {
      lookBackTo = CursorJson.toMillis(lookBackTo);
    }
  }

  /** The cursor for a reader by dates: one of these or, before the first page, a fresh one. */
  static Cursor of(Cursor cursor) {
    if (cursor instanceof UntypedCursor stored) {
      return stored.page() == null
          ? new Between(stored.sinceMoment(), Etag.parse(stored.token()))
          : new Listing(stored.sinceMoment(), stored.page());
    }
    return cursor instanceof DateCursor || cursor instanceof FreshCursor ? cursor : Cursor.fresh();
  }
}
