package io.pollhook.rest;

import io.pollhook.element.ErrorMeaning;
import io.pollhook.element.Paging;
import io.pollhook.element.Resource;
import io.pollhook.source.ProviderException;
import java.time.Duration;

/**
 * Places the page and its size in the text of a query, such as {@code select * from Invoice
 * startposition {page} maxresults {size}}, if the element's own parameter has such a text.
 */
final class Position {
  static final String PAGE = "{page}";
  static final String SIZE = "{size}";

  private Position() {}

  /** Returns whether the element's text of a parameter has the given placeholder. */
  static boolean isInText(Resource resource, String parameter, String place) {
    return parameter != null
        && resource.call().post() == null
        && resource.call().query().getOrDefault(parameter, "").contains(place);
  }

  /**
   * Replaces the placeholder in the text of a parameter.
   *
   * @throws ProviderException if the configured url has its own text, without the placeholder
   */
  static void place(Query query, String parameter, String place, String value) {
    String text = query.value(parameter).orElse("");
    if (!text.contains(place)) {
      throw new ProviderException(
          ErrorMeaning.REFUSED,
          "the parameter %s of the url has no %s, so only one page could be read"
              .formatted(parameter, place),
          Duration.ZERO);
    }
    query.set(parameter, text.replace(place, value));
  }

  /** The page to ask for; the first one of a listing if the token is null. */
  static String of(Paging paging, String token) {
    if (token == null) {
      return paging.style().isCounted() && paging.style() != Paging.Style.CURSOR
          ? Integer.toString(paging.start())
          : "";
    }
    return paging.style() == Paging.Style.PAGE ? NextNumber.number(token) : token;
  }
}
