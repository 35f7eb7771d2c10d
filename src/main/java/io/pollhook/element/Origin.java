package io.pollhook.element;

import java.net.URI;
import java.util.Locale;

/**
 * Where a URL leads (RFC 6454 §4): credentials never go to another origin than the declared ones.
 *
 * @param port the scheme's own where the URL names none
 */
record Origin(String scheme, String host, int port) {

  /** The origin of an absolute URL, whose path and query may hold anything; fails for others. */
  static Origin of(String url) {
    int path = indexOfPath(url);
    URI uri = URI.create(url.substring(0, path));
    if (uri.getHost() == null || uri.getUserInfo() != null) {
      throw new IllegalArgumentException(url + " names no host");
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int own = scheme.equals("https") ? 443 : 80;
    return new Origin(
        scheme, uri.getHost().toLowerCase(Locale.ROOT), uri.getPort() < 0 ? own : uri.getPort());
  }

  /** Where scheme and authority of an absolute URL end. */
  static int indexOfPath(String url) {
    int at = url.indexOf("://") + 3;
    while (at < url.length() && "/?#\\".indexOf(url.charAt(at)) < 0) {
      at++;
    }
    return at;
  }
}
