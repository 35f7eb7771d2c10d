package io.pollhook.rest;

import io.pollhook.element.Delta;
import io.pollhook.source.PageToken;
import java.util.Optional;

/** The URL or token on the last page that returns what has changed since. */
final class DeltaLink {
  private DeltaLink() {}

  /** Reads it; empty if the resource has none, or the answer lacks it. */
  static Optional<String> of(Answer answer) {
    Delta delta = answer.request().resource().delta();
    if (delta == null) {
      return Optional.empty();
    }
    Optional<String> link = PageToken.of(answer.field(delta.field()));
    return delta.parameter() == null ? link.map(url -> PageUrl.of(answer.request(), url)) : link;
  }
}
