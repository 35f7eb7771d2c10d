package io.pollhook.change;

import java.time.Instant;
import java.util.Objects;

/**
 * The cursor of a feed that is read by {@link DeltaReader}, once its first look is over. A link is
 * the URL or token with which the provider returns what has changed since.
 */
sealed interface DeltaCursor extends Cursor {
  /**
   * There is no valid link: all objects are listed and compared with the known ones.
   *
   * @param compared the state of that comparison
   */
  record Comparing(SnapshotCursor compared) implements DeltaCursor {
    public Comparing {
      Objects.requireNonNull(compared);
    }

    /** Starts a comparison. */
    static Comparing start() {
      return new Comparing(new SnapshotCursor.Compared(SnapshotCursor.Missing.NONE, 0));
    }

    @Override
    public Cursor confirmDeletes() {
      return new Comparing((SnapshotCursor) compared.confirmDeletes());
    }
  }

  /** A cursor with a link. */
  sealed interface Linked extends DeltaCursor {
    /** Returns what has changed since. */
    String link();

    /** The time at which all objects were last listed. */
    Instant listedAt();
  }

  /**
   * The changes since a link are being read.
   *
   * @param listedAt when all objects were last listed
   * @param page the page to continue with
   */
  record Listing(String link, Instant listedAt, String page) implements Linked {
    public Listing {
      Objects.requireNonNull(link);
      Objects.requireNonNull(page);
      listedAt = CursorJson.toMillis(listedAt);
    }
  }

  /**
   * The changes since a link can be read.
   *
   * @param listedAt when all objects were last listed
   */
  record Ready(String link, Instant listedAt) implements Linked {
    public Ready {
      Objects.requireNonNull(link);
      listedAt = CursorJson.toMillis(listedAt);
    }
  }

  /** The cursor for a reader of deltas: one of these or, during the first look, a fresh one. */
  static Cursor of(Cursor cursor) {
    return cursor instanceof DeltaCursor || cursor instanceof FreshCursor ? cursor : Cursor.fresh();
  }
}
