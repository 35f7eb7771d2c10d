package io.pollhook.rest;

import java.util.Optional;

/**
 * Pages by number. If the listing has a total, the token also has the number of objects so far:
 * {@code 3:200}.
 */
final class NextNumber implements NextPage {
  @Override
  public Optional<String> after(Answer answer) {
    RestRequest request = answer.request();
    String[] token = request.page() == null ? new String[0] : request.page().split(":", 2);
    long start = request.paging().start();
    long number = token.length == 0 ? start : Long.parseLong(token[0]);
    long objects = token.length == 2 ? Long.parseLong(token[1]) : token.length == 0 ? 0 : -1;
    long sum = objects < 0 ? -1 : objects + answer.items().size();
    if (!CountedPages.follows(answer, sum, number - start + 1)) {
      return Optional.empty();
    }
    String next = Long.toString(number + 1);
    return Optional.of(answer.total().isPresent() && sum >= 0 ? next + ':' + sum : next);
  }

  /** The page number alone, as it is sent to the provider. */
  static String number(String token) {
    int colon = token.indexOf(':');
    return colon < 0 ? token : token.substring(0, colon);
  }
}
