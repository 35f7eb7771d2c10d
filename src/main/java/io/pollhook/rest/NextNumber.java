package io.pollhook.rest;

import java.util.Optional;

/** The page number after this one, as long as pages are full. */
final class NextNumber implements NextPage {
  @Override
  public Optional<String> after(Answer answer) {
    if (!answer.hasMore().orElse(!answer.isShort())) {
      return Optional.empty();
    }
    String page = answer.request().page();
    long number = page == null ? answer.request().paging().start() : Long.parseLong(page);
    return Optional.of(Long.toString(number + 1));
  }
}
