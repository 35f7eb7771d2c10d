package io.pollhook.rest;

import java.util.Optional;

/** A token in the answer. */
final class NextToken implements NextPage {
  @Override
  public Optional<String> after(Answer answer) {
    return answer.hasMore().orElse(true)
        ? answer.text(answer.request().paging().field())
        : Optional.empty();
  }
}
