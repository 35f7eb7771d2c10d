package io.pollhook.change;

import java.time.Instant;
import java.util.Objects;

/** The cursor of a feed that is read by {@link DateReader}. */
sealed interface DateCursor extends Cursor {
  /**
   * A first look that has read some pages.
   *
   * @param since the date after which changes are reported; null to report none
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
   * A listing that has read some pages.
   *
   * @param bound the lower bound of dates that the listing asks for
   * @param window the bound that followed from the last-seen date alone when the listing began
   * @param afterNext see {@link LookBack#afterNext}
   * @param page the page to continue with
   */
  record Listing(Instant bound, Instant window, Instant afterNext, String page)
      implements DateCursor {
    public Listing {
      bound = CursorJson.toMillis(Objects.requireNonNull(bound));
      window = CursorJson.toMillis(Objects.requireNonNull(window));
      afterNext = CursorJson.toMillis(afterNext);
      Objects.requireNonNull(page);
    }
  }

  /**
   * No listing is under way.
   *
   * @param lookBack how far the next listings look back at least; null if the last-seen date alone
   *     decides
   * @param etag the ETag of the last listing's only page; null if there is none
   */
  record Between(LookBack lookBack, Etag etag) implements DateCursor {}

  /** The cursor for a reader by dates: one of these or, before the first page, a fresh one. */
  static Cursor of(Cursor cursor) {
    if (cursor instanceof UntypedCursor stored) {
      Instant since = stored.sinceMoment();
      if (stored.page() != null) {
        return new Listing(since, since, null, stored.page());
      }
      return new Between(since == null ? null : LookBack.once(since), Etag.parse(stored.token()));
    }
    return cursor instanceof DateCursor || cursor instanceof FreshCursor ? cursor : Cursor.fresh();
  }
}
