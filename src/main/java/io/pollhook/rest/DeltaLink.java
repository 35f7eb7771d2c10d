package io.pollhook.rest;

import io.pollhook.element.Delta;
import io.pollhook.source.PageToken;
import java.util.Optional;

/** The URL or token on the last page of a listing with which later changes are requested. */
final class DeltaLink {
  private DeltaLink() {}

  /** Reads the link; empty if the resource declares none, or the answer lacks it. */
  static Optional<String> of(Answer answer) {
    Delta delta = answer.request().resource().delta();
    if (delta == null) {
      return Optional.empty();
    }
    Optional<String> link = PageToken.of(answer.field(delta.field()));
    return delta.parameter() == null ? link.map(url -> PageUrl.of(answer.request(), url)) : link;
  }
}
