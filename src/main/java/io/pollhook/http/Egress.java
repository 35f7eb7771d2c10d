package io.pollhook.http;

import org.apache.hc.core5.http.HttpHost;

/**
 * The way out of this network.
 *
 * @param proxy the proxy that every call goes through; null if there is none
 * @param followsRedirects whether redirects of GET within scheme, host and port are followed
 */
public record Egress(HttpHost proxy, boolean followsRedirects) {
  /** Direct calls whose redirects are not followed. */
  public static final Egress DIRECT = new Egress(null, false);

  /**
   * Returns the way through the proxy in the settings, an {@code http://host:port}; empty for none.
   */
  public static Egress through(String proxy) {
    return proxy.isEmpty()
        ? DIRECT
        : new Egress(HttpHost.create(OutgoingUrl.of(proxy).uri()), false);
  }

  /** Returns the same way for calls whose redirects are followed. */
  public Egress followingRedirects() {
    return new Egress(proxy, true);
  }
}
