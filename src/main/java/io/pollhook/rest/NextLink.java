package io.pollhook.rest;

import io.pollhook.change.MalformedPageException;
import java.util.Optional;

/** Pages by the Link header's target with the relation next (RFC 8288 §3), found in one pass. */
final class NextLink implements NextPage {
  private static final int LONGEST = 64 << 10;

  @Override
  public Optional<String> after(Answer answer) {
    String link = answer.header().apply("Link");
    if (link == null) {
      return Optional.empty();
    }
    if (link.length() > LONGEST) {
      throw new MalformedPageException("the Link header is longer than " + LONGEST + " characters");
    }
    return target(link).map(target -> PageUrl.of(answer.request(), target));
  }

  /** Returns the first target with the relation next; text that is not a link is skipped. */
  static Optional<String> target(String header) {
    int at = header.indexOf('<');
    while (at >= 0) {
      int end = header.indexOf('>', at);
      if (end < 0) {
        return Optional.empty();
      }
      LinkParameters parameters = new LinkParameters(header, end + 1);
      if (parameters.isNext()) {
        return Optional.of(header.substring(at + 1, end).strip());
      }
      at = header.indexOf('<', parameters.end());
    }
    return Optional.empty();
  }
}
