package io.pollhook.change;

import io.pollhook.change.PageRequest.Mode;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Objects;

/** The cursor of a feed that is read by {@link HistoryReader}. */
sealed interface HistoryCursor extends Cursor {
  /** The first page to fetch. */
  PageRequest request();

  /**
   * A history id has to be fetched.
   *
   * @param since the date after which received messages are reported; null to report none
   * @param firstLook whether the feed has never had an id
   * @param refusedId the id that the provider no longer knows; null if there was none
   */
  record Baseline(Instant since, boolean firstLook, String refusedId) implements HistoryCursor {
    public Baseline {
      since = CursorJson.toMillis(since);
    }

    @Override
    public boolean isNew() {
      return firstLook;
    }

    @Override
    public PageRequest request() {
      return new PageRequest(Mode.BASELINE, null, null, null);
    }

    @Override
    public Cursor pendingSince(Instant moment) {
      return since == null ? new Baseline(moment, firstLook, refusedId) : this;
    }
  }

  /**
   * A history id is known; the messages received before it are being listed.
   *
   * @param startId the id to read the history from afterwards
   * @param since the listing's lower bound
   * @param silent whether the messages are only noted, not reported
   */
  record Bridge(String startId, Instant since, boolean silent) implements HistoryCursor {
    public Bridge {
      Objects.requireNonNull(startId);
      since = CursorJson.toMillis(Objects.requireNonNull(since));
    }

    @Override
    public PageRequest request() {
      return new PageRequest(Mode.BRIDGE, null, null, since);
    }
  }

  /**
   * The history can be read.
   *
   * @param startId the id to read it from
   * @param mostRecords the highest number of records to read, because the last poll broke off after
   *     them; 0 for no limit
   */
  record Ready(String startId, int mostRecords) implements HistoryCursor {
    public Ready {
      Objects.requireNonNull(startId);
    }

    /** Returns the position of the higher of both ids: a cursor never moves backwards. */
    Ready upTo(BigInteger id) {
      BigInteger here = new BigInteger(startId);
      return new Ready(here.max(id).toString(), 0);
    }

    @Override
    public PageRequest request() {
      return new PageRequest(Mode.CHANGES, startId, null, null);
    }
  }

  /** The cursor for a reader of a history. */
  static HistoryCursor of(Cursor cursor) {
    if (cursor instanceof HistoryCursor own) {
      return own;
    }
    if (cursor instanceof FreshCursor fresh) {
      return new Baseline(fresh.since(), true, null);
    }
    return cursor instanceof UntypedCursor stored ? of(stored) : new Baseline(null, true, null);
  }

  private static HistoryCursor of(UntypedCursor stored) {
    return switch (stored.phase()) {
      case BASELINE -> new Baseline(stored.sinceMoment(), false, null);
      case BRIDGE -> new Bridge(stored.token(), stored.sinceMoment(), stored.silent());
      case READY -> new Ready(stored.token(), stored.most());
    };
  }
}
