package io.pollhook.change;

import java.time.Instant;
import java.util.List;

/**
 * The cursor of a feed that is read by {@link PartsReader}, once it has a list.
 *
 * @param listedAt when the last complete list was served; null if that is not known
 * @param missing the known parts that were missing from the list, at most {@link #MAX_MISSING}
 */
public record PartsCursor(Instant listedAt, List<String> missing) implements Cursor {
  /** The highest number of missing parts in a cursor; later lists name the others. */
  static final int MAX_MISSING = 1_000;

  /** Keeps the first missing parts if there are too many. */
  public PartsCursor {
    listedAt = CursorJson.toMillis(listedAt);
    missing = missing == null ? List.of() : missing.stream().limit(MAX_MISSING).toList();
  }

  /** The known parts that were missing from the last list; empty before the first one. */
  public static List<String> missing(Cursor list) {
    return of(list) instanceof PartsCursor parts ? parts.missing : List.of();
  }

  /** The cursor of a part that is new on the list: it reports changes since the last list. */
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
