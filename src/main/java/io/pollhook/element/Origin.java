package io.pollhook.element;

import java.net.URI;
import java.util.Locale;

/**
 * The scheme, host and port of a URL (RFC 6454 §4). Credentials are sent only to declared origins.
 *
 * @param port the scheme's default if the URL has none
 */
record Origin(String scheme, String host, int port) {

  /**
   * Returns the origin of an absolute URL; fails if the URL has no host or contains a user name.
   */
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

  /** Returns the index after the scheme and authority of an absolute URL. */
  static int indexOfPath(String url) {
    int at = url.indexOf("://") + 3;
    while (at < url.length() && "/?#\\".indexOf(url.charAt(at)) < 0) {
      at++;
    }
    return at;
  }
}
