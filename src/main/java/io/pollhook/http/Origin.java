package io.pollhook.http;

import java.net.URI;
import java.util.Locale;

/**
 * The scheme, host and port of a URL (RFC 6454 §4). Credentials are sent only to declared origins.
 *
 * @param port the scheme's default if the URL has none
 */
public record Origin(String scheme, String host, int port) {

  /**
   * Returns the origin of an absolute URL; fails if the URL has no host or contains a user name.
   */
  public static Origin of(String url) {
    int path = indexOfPath(url);
    URI uri = URI.create(url.substring(0, path));
    if (uri.getHost() == null || uri.getUserInfo() != null) {
      throw new IllegalArgumentException(url + " names no host");
    }
    return of(uri);
  }

  /**
   * Returns the origin of an absolute URL that has a host, whatever else its authority contains.
   */
  static Origin of(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int port = uri.getPort() < 0 ? defaultPort(scheme) : uri.getPort();
    return new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port);
  }

  private static int defaultPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  /** Returns the index after the scheme and authority of an absolute URL. */
  public static int indexOfPath(String url) {
    int at = url.indexOf("://") + 3;
    while (at < url.length() && "/?#\\".indexOf(url.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  /** Returns the origin as people write it, without the scheme's default port. */
  @Override
  public String toString() {
    return scheme + "://" + host + (port == defaultPort(scheme) ? "" : ":" + port);
  }
}
