package io.pollhook.change;

import java.time.Instant;

/**
 * The cursor of a feed of any kind that has not read anything yet.
 *
 * @param since the date, in milliseconds, after which the first look reports changes; null if it
 *     reports none
 */
record FreshCursor(Instant since) implements Cursor {
  FreshCursor {
    since = CursorJson.toMillis(since);
  }

  @Override
  public boolean isNew() {
    return true;
  }

  @Override
  public Cursor pendingSince(Instant moment) {
    return since == null ? new FreshCursor(moment) : this;
  }
}
