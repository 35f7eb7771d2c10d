package io.pollhook.google;

/**
 * The changes covered by a listing, fixed by its first page.
 *
 * @param seen the last change that the caller has seen, or {@link SyncToken#NONE}
 * @param until the last change when the listing began; later ones belong to the next sync
 */
record ChangeRange(long seen, long until) {

  /** Returns the range in a page token. */
  static ChangeRange parse(String text) {
    String[] ends = text.split("-(?=[0-9]+$)", -1);
    return new ChangeRange(Long.parseLong(ends[0]), Long.parseLong(ends[1]));
  }

  @Override
  public String toString() {
    return seen + "-" + until;
  }

  /** Returns whether everything is requested, not only changes. */
  boolean isFull() {
    return seen == SyncToken.NONE;
  }

  boolean contains(long change) {
    return change > seen && change <= until;
  }
}
