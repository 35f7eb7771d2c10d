package io.pollhook.rest;

import io.pollhook.element.Authentication;
import io.pollhook.element.ErrorMeaning;
import io.pollhook.http.OutgoingUrl;
import io.pollhook.source.ProviderException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Checks the URLs of pages that a provider returns. */
final class PageUrl {
  private PageUrl() {}

  /**
   * Returns the URL to keep as a page token: absolute, and without an API key that the provider
   * repeats.
   *
   * @throws ProviderException if it leads to another host, which must not receive credentials
   */
  static String of(RestRequest request, String named) {
    String url;
    try {
      url = OutgoingUrl.of(request.url()).resolve(named).text();
    } catch (IllegalArgumentException e) {
      throw new ProviderException(
          ErrorMeaning.REFUSED,
          "the next page that the provider names " + e.getMessage(),
          Duration.ZERO);
    }
    check(request, url, ErrorMeaning.REFUSED);
    return without(request.element().authentication(), url);
  }

  /** Refuses a URL on a host that the element itself does not call. */
  static void check(RestRequest request, String url, ErrorMeaning meaning) {
    if (!request.element().isHome(url)) {
      throw new ProviderException(
          meaning,
          "the next page is at %s, expected %s: credentials are sent to no other host"
              .formatted(
                  OutgoingUrl.of(url).origin(),
                  request.element().homes().stream()
                      .map(home -> OutgoingUrl.of(home).origin().toString())
                      .distinct()
                      .collect(Collectors.joining(" or "))),
          Duration.ZERO);
    }
  }

  private static String without(Authentication authentication, String url) {
    int question = url.indexOf('?');
    if (authentication.query() == null || question < 0) {
      return url;
    }
    String name = OutgoingUrl.encoded(authentication.query()) + '=';
    String query =
        Arrays.stream(url.substring(question + 1).split("&"))
            .filter(parameter -> !parameter.isEmpty() && !parameter.startsWith(name))
            .collect(Collectors.joining("&"));
    return url.substring(0, question) + (query.isEmpty() ? "" : '?' + query);
  }
}
