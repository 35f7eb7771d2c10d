package io.pollhook.change;

import io.pollhook.change.PageRequest.Mode;
import java.time.Instant;
import java.util.Objects;

/**
 * The cursor of a feed that is read by {@link SyncTokenReader}. A token stands for the time at
 * which the first page of the listing that ended with it was served: its {@code tokenFrom}, null if
 * that is not known.
 */
sealed interface SyncTokenCursor extends Cursor {
  /** The next page to fetch. */
  PageRequest request();

  /**
   * Everything is being listed to get a token.
   *
   * @param since the date after which updates are reported; null to report none
   * @param firstLook whether the feed has never had a token
   * @param tokenFrom the time that the token will stand for; null before the first page
   * @param page the page to continue with; null before the first page
   */
  record Baseline(Instant since, boolean firstLook, Instant tokenFrom, String page)
      implements SyncTokenCursor {
    public Baseline {
      since = CursorJson.toMillis(since);
      tokenFrom = CursorJson.toMillis(tokenFrom);
      if ((tokenFrom == null) != (page == null)) {
        throw new IllegalArgumentException("a page token needs the time of the first page");
      }
    }

    /** Starts a listing. */
    static Baseline start(Instant since, boolean firstLook) {
      return new Baseline(since, firstLook, null, null);
    }

    @Override
    public boolean isNew() {
      return firstLook;
    }

    @Override
    public PageRequest request() {
      return new PageRequest(Mode.BASELINE, null, page, null);
    }

    @Override
    public Cursor pendingSince(Instant moment) {
      return since == null ? new Baseline(moment, firstLook, tokenFrom, page) : this;
    }
  }

  /**
   * A new token is known; objects updated before it are being listed by date.
   *
   * @param since the listing's lower bound
   * @param page the page to continue with; null for the first one
   */
  record Bridge(String token, Instant tokenFrom, Instant since, String page)
      implements SyncTokenCursor {
    public Bridge {
      Objects.requireNonNull(token);
      tokenFrom = CursorJson.toMillis(tokenFrom);
      since = CursorJson.toMillis(Objects.requireNonNull(since));
    }

    @Override
    public PageRequest request() {
      return new PageRequest(Mode.BRIDGE, null, page, since);
    }
  }

  /**
   * The changes since a token are being read.
   *
   * @param repeats whether they may contain changes that were reported already
   * @param listedFrom when the first page was served
   * @param page the page to continue with
   */
  record Listing(String token, Instant tokenFrom, boolean repeats, Instant listedFrom, String page)
      implements SyncTokenCursor {
    public Listing {
      Objects.requireNonNull(token);
      tokenFrom = CursorJson.toMillis(tokenFrom);
      listedFrom = CursorJson.toMillis(Objects.requireNonNull(listedFrom));
      Objects.requireNonNull(page);
    }

    @Override
    public PageRequest request() {
      return new PageRequest(Mode.CHANGES, token, page, null);
    }
  }

  /**
   * The changes since a token can be read.
   *
   * @param repeats whether they may contain changes that were reported already
   */
  record Ready(String token, Instant tokenFrom, boolean repeats) implements SyncTokenCursor {
    public Ready {
      Objects.requireNonNull(token);
      tokenFrom = CursorJson.toMillis(tokenFrom);
    }

    @Override
    public PageRequest request() {
      return new PageRequest(Mode.CHANGES, token, null, null);
    }
  }

  /** The cursor for a reader by sync token. */
  static SyncTokenCursor of(Cursor cursor) {
    if (cursor instanceof SyncTokenCursor own) {
      return own;
    }
    if (cursor instanceof FreshCursor fresh) {
      return Baseline.start(fresh.since(), true);
    }
    return cursor instanceof UntypedCursor stored ? of(stored) : Baseline.start(null, true);
  }

  private static SyncTokenCursor of(UntypedCursor stored) {
    Instant since = stored.sinceMoment();
    Instant again = stored.againMoment();
    boolean isInside = stored.page() != null && again != null;
    return switch (stored.phase()) {
      case BASELINE ->
          isInside
              ? new Baseline(since, since == null, again, stored.page())
              : Baseline.start(since, since == null);
      case BRIDGE -> new Bridge(stored.token(), again, since, stored.page());
      case READY ->
          isInside
              ? new Listing(stored.token(), since, stored.repeats(), again, stored.page())
              : new Ready(stored.token(), since, stored.repeats() || stored.page() != null);
    };
  }
}
