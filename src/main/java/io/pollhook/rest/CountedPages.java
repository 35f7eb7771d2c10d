package io.pollhook.rest;

import io.pollhook.change.MalformedPageException;
import java.util.Optional;

/**
 * Decides whether another page follows if pages are counted. A page shorter than requested proves
 * nothing, because a provider may return fewer objects than it was asked for. The end is marked by
 * {@code hasMore}, a total or a number of pages, or by a page without objects.
 */
final class CountedPages {
  private CountedPages() {}

  /**
   * Returns whether another page follows.
   *
   * @param objectsSoFar the number of objects up to and including this page; negative if unknown
   * @param page the number of this page, from 1; 0 if unknown
   * @throws MalformedPageException if the answer contradicts itself
   */
  static boolean follows(Answer answer, long objectsSoFar, long page) {
    boolean empty = answer.items().isEmpty();
    Optional<Boolean> hasMore = answer.hasMore();
    if (hasMore.isPresent()) {
      if (hasMore.get() && empty && page == 0) {
        throw new MalformedPageException(
            "a page has no objects, although %s says that there are more"
                .formatted(answer.request().paging().hasMore()));
      }
      return hasMore.get();
    }
    boolean complete = objectsSoFar >= 0 && equal(answer.total().orElse(-1), objectsSoFar);
    boolean lastPage = page > 0 && equal(answer.pages().orElse(-1), page);
    return !empty && !complete && !lastPage;
  }

  private static boolean equal(long said, long counted) {
    return said == counted;
  }
}
