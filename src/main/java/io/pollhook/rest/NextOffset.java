package io.pollhook.rest;

import java.util.Optional;

/** How many objects came so far, counted and not assumed, as long as pages are full. */
final class NextOffset implements NextPage {
  @Override
  public Optional<String> after(Answer answer) {
    if (!answer.hasMore().orElse(!answer.isShort())) {
      return Optional.empty();
    }
    String page = answer.request().page();
    long before = page == null ? answer.request().paging().start() : Long.parseLong(page);
    return Optional.of(Long.toString(before + answer.items().size()));
  }
}
