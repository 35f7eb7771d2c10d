package io.pollhook.rest;

import io.pollhook.change.MalformedPageException;
import io.pollhook.element.Paging;
import io.pollhook.source.PageToken;
import java.util.Optional;

/** Pages by a token, or a URL, in a field or a header of the answer. */
final class NextToken implements NextPage {
  @Override
  public Optional<String> after(Answer answer) {
    Optional<Boolean> hasMore = answer.hasMore();
    if (!hasMore.orElse(true)) {
      return Optional.empty();
    }
    Paging paging = answer.request().paging();
    Optional<String> token =
        paging.header() == null
            ? PageToken.of(answer.field(paging.field()))
            : PageToken.of(answer.header().apply(paging.header()));
    if (token.isEmpty() && hasMore.isPresent()) {
      throw new MalformedPageException(
          "%s says that there are more pages, but %s names none"
              .formatted(
                  paging.hasMore(), paging.header() == null ? paging.field() : paging.header()));
    }
    return token;
  }
}
