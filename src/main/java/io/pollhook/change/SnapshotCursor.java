package io.pollhook.change;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The cursor of a feed that is read by {@link SnapshotReader}, once its first look is over. */
sealed interface SnapshotCursor extends Cursor {
  /**
   * The objects missing from the last complete listing. Those missing from the next one as well are
   * deleted.
   *
   * @param ids some of them, at most {@link SnapshotReader#MAX_MISSING}
   * @param count the number of all missing objects
   */
  record Missing(List<String> ids, int count) {
    static final Missing NONE = new Missing(List.of(), 0);

    public Missing {
      ids = ids == null ? List.of() : List.copyOf(ids);
      if (count < ids.size()) {
        throw new IllegalArgumentException("fewer objects are missing than are named");
      }
    }

    /** Returns whether the list names all of them. */
    boolean isComplete() {
      return ids.size() == count;
    }
  }

  /** The objects missing from the last complete listing. */
  Missing missing();

  /**
   * The state after a listing was compared.
   *
   * @param confirmed the number of deletions that a person has confirmed and that are not reported
   *     yet; stored under its former name
   */
  record Compared(Missing missing, @JsonProperty("agreed") int confirmed)
      implements SnapshotCursor {
    public Compared {
      missing = missing == null ? Missing.NONE : missing;
    }
  }

  /** Most objects are missing: nothing is reported as deleted until a person confirms. */
  record Held(Missing missing) implements SnapshotCursor {
    @Override
    public Cursor confirmDeletes() {
      return new Compared(missing, missing.count());
    }
  }

  /** The cursor for a reader of snapshots: one of these or, during the first look, a fresh one. */
  static Cursor of(Cursor cursor) {
    if (cursor instanceof UntypedCursor stored) {
      int count = stored.missing().size();
      List<String> ids = stored.missing().subList(0, Math.min(count, SnapshotReader.MAX_MISSING));
      return new Compared(new Missing(ids, count), stored.confirmed() ? count : 0);
    }
    return cursor instanceof SnapshotCursor || cursor instanceof FreshCursor
        ? cursor
        : Cursor.fresh();
  }
}
