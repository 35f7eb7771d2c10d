package io.pollhook.rest;

import java.util.Optional;

/** Pages by a URL in the answer. */
final class NextUrl implements NextPage {
  private final NextToken url = new NextToken();

  @Override
  public Optional<String> after(Answer answer) {
    return url.after(answer).map(named -> PageUrl.of(answer.request(), named));
  }
}
