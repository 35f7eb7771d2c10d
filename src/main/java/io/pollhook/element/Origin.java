package io.pollhook.element;

import java.net.URI;
import java.util.Locale;

/**
 * Scheme, host and port of a URL (RFC 6454 §4). Credentials are sent to declared origins only.
 *
 * @param port the default of the scheme if the URL has none
 */
record Origin(String scheme, String host, int port) {

  /** The origin of an absolute URL; fails if it has no host, or has a user name. */
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

  /** The index after scheme and authority of an absolute URL. */
  static int indexOfPath(String url) {
    int at = url.indexOf("://") + 3;
    while (at < url.length() && "/?#\\".indexOf(url.charAt(at)) < 0) {
      at++;
    }
    return at;
  }
}
