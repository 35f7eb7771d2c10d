package io.pollhook.rest;

import java.util.Optional;

/** A URL in the answer. */
final class NextUrl implements NextPage {
  @Override
  public Optional<String> after(Answer answer) {
    return answer.hasMore().orElse(true)
        ? answer
            .text(answer.request().paging().field())
            .map(url -> PageUrl.of(answer.request(), url))
        : Optional.empty();
  }
}
