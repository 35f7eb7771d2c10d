package io.pollhook.change;

import io.pollhook.change.SnapshotCursor.Missing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The known objects that are missing from a complete listing, compared with the listing before. */
final class MissingObjects {
  /**
   * Fewer missing objects than this are reported as deleted without asking, even if all are
   * missing.
   */
  static final int FEW = 10;

  /** The highest number of characters of all missing ids in a cursor. */
  private static final int MAX_CHARACTERS = 200_000;

  private final Missing before;
  private final Set<String> candidates;
  private final int confirmed;
  private final List<String> twice = new ArrayList<>();
  private final List<String> once = new ArrayList<>();
  private int characters;
  private int count;

  MissingObjects(Cursor start) {
    before = start instanceof SnapshotCursor cursor ? cursor.missing() : Missing.NONE;
    candidates = new HashSet<>(before.ids());
    confirmed = start instanceof SnapshotCursor.Compared compared ? compared.confirmed() : 0;
  }

  /** Checks whether a listing has a known object. */
  void look(String id, Fingerprints listed) {
    if (listed.contains(id)) {
      return;
    }
    count++;
    if (candidates.contains(id)) {
      twice.add(id);
    } else if (hasRoomFor(id)) {
      once.add(id);
      characters += id.length();
    }
  }

  private boolean hasRoomFor(String id) {
    return once.isEmpty()
        || (once.size() < SnapshotReader.MAX_MISSING && characters + id.length() <= MAX_CHARACTERS);
  }

  /** The objects that are missing from both listings, as far as the cursor names them. */
  List<String> twice() {
    return twice;
  }

  /**
   * The number of objects that are missing from both listings. If the cursor does not name all that
   * were missing from the first one, this is the highest possible number: better to ask once too
   * often.
   */
  int countTwice() {
    return before.isComplete() ? twice.size() : Math.min(count, before.count());
  }

  /**
   * Returns whether a person must confirm first: most objects are missing, and more than a person
   * has confirmed.
   *
   * @param known the number of objects that were known before the listing
   */
  boolean needsConfirmation(int known) {
    int missing = countTwice();
    return missing >= FEW && missing * 2L > known && missing > confirmed;
  }

  /** All missing objects: nothing is reported. */
  Missing all() {
    List<String> ids = new ArrayList<>(twice);
    for (String id : once) {
      if (ids.size() < SnapshotReader.MAX_MISSING) {
        ids.add(id);
      }
    }
    return new Missing(ids, count);
  }

  /**
   * The next cursor if the objects in {@link #twice} are reported. A confirmation is used only
   * once.
   */
  SnapshotCursor next() {
    int left = before.isComplete() ? 0 : Math.max(0, confirmed - twice.size());
    return new SnapshotCursor.Compared(new Missing(once, count - twice.size()), left);
  }
}
