package io.pollhook.rest;

import io.pollhook.element.Paging;
import java.util.Optional;

/** Finds the token of the page after an answer; the token alone suffices after a restart. */
interface NextPage {
  /** Returns the token; empty after the last page. */
  Optional<String> after(Answer answer);

  /** Returns the implementation of the paging style that an element declares. */
  static NextPage of(Paging paging) {
    return switch (paging.style()) {
      case NONE -> answer -> Optional.empty();
      case TOKEN -> new NextToken();
      case PAGE -> new NextNumber();
      case OFFSET -> new NextOffset();
      case LINK -> new NextLink();
      case CURSOR -> new NextCursor();
      case NEXT_URL -> new NextUrl();
    };
  }
}
