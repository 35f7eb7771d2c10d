package io.pollhook.change;

import io.pollhook.change.PageRequest.Mode;
import java.util.Optional;

/** The pages of a listing that is only usable as a whole: if it breaks off, it starts again. */
final class WholeListing {
  private String page;
  private boolean complete;

  /** The page to fetch next; empty once the last one has been read. */
  Optional<PageRequest> next() {
    return complete
        ? Optional.empty()
        : Optional.of(new PageRequest(Mode.CHANGES, null, page, null));
  }

  /** Advances past a page. */
  void advance(Page read) {
    page = read.nextPage();
    complete = page == null;
  }

  /** Returns whether the last page has been read. */
  boolean isComplete() {
    return complete;
  }

  /** Restarts with the first page. */
  void restart() {
    page = null;
  }
}
