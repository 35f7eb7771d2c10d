package io.pollhook.rest;

import java.util.Optional;

/** Pages by the number of objects so far, counted because a page may have fewer than requested. */
final class NextOffset implements NextPage {
  @Override
  public Optional<String> after(Answer answer) {
    RestRequest request = answer.request();
    long start = request.paging().start();
    long before = request.page() == null ? start : Long.parseLong(request.page());
    long next = before + answer.items().size();
    return CountedPages.follows(answer, next - start, 0)
        ? Optional.of(Long.toString(next))
        : Optional.empty();
  }
}
