package io.pollhook.change;

import io.pollhook.change.PageRequest.Mode;
import java.util.Optional;

/** The pages of a listing that counts only as a whole: where it ends in the middle, it is none. */
final class WholeListing {
  private String page;
  private boolean complete;

  /** The page to fetch next; empty once the last one was read. */
  Optional<PageRequest> next() {
    return complete
        ? Optional.empty()
        : Optional.of(new PageRequest(Mode.CHANGES, null, page, null));
  }

  /** Goes on behind a page. */
  void advance(Page read) {
    page = read.nextPage();
    complete = page == null;
  }

  /** Whether the last page was read. */
  boolean isComplete() {
    return complete;
  }

  /** Begins with the first page again. */
  void restart() {
    page = null;
  }
}
