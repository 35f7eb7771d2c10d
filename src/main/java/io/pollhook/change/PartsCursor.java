package io.pollhook.change;

import java.time.Instant;
import java.util.List;

/**
 * The cursor of a feed that is read by {@link PartsReader}, once it has a list.
 *
 * @param listedAt when the last complete list was served; null if that is not known
 * @param missing the known parts that the list lacked, at most {@link #MOST_MISSING}
 */
public record PartsCursor(Instant listedAt, List<String> missing) implements Cursor {
  /** A list names at most this many missing parts; later lists name the others. */
  static final int MOST_MISSING = 1_000;

  /** Keeps the first missing parts if there are too many. */
  public PartsCursor {
    listedAt = CursorJson.toMillis(listedAt);
    missing = missing == null ? List.of() : missing.stream().limit(MOST_MISSING).toList();
  }

  /** The known parts that the last list lacked; empty before the first one. */
  public static List<String> missing(Cursor list) {
    return of(list) instanceof PartsCursor parts ? parts.missing : List.of();
  }

  /** The cursor of a part that appears now: it reports what is newer than the last list. */
  public static Cursor ofNewPart(Cursor list) {
    Cursor here = of(list);
    return here instanceof PartsCursor parts ? freshSince(parts) : here;
  }

  private static Cursor freshSince(PartsCursor parts) {
    return parts.listedAt == null ? Cursor.fresh() : Cursor.freshSince(parts.listedAt);
  }

  /** The cursor for a reader of parts: one of these or, before the first list, a fresh one. */
  static Cursor of(Cursor cursor) {
    if (cursor instanceof UntypedCursor stored) {
      return new PartsCursor(stored.sinceMoment(), stored.missing());
    }
    return cursor instanceof PartsCursor || cursor instanceof FreshCursor ? cursor : Cursor.fresh();
  }
}
