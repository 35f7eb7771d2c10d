package io.pollhook.http;

import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hc.client5.http.impl.DefaultRedirectStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Follows redirects of GET within the scheme, host and port of the call, because its credentials
 * must not be sent elsewhere. Any other redirect is returned as the response.
 */
final class SameOriginRedirects extends DefaultRedirectStrategy {
  /** The most redirects followed for one call. */
  static final int MOST = 5;

  @Override
  public boolean isRedirected(HttpRequest request, HttpResponse response, HttpContext context) {
    try {
      if (!Method.GET.isSame(request.getMethod())
          || !super.isRedirected(request, response, context)) {
        return false;
      }
      URI from = request.getUri();
      URI to = getLocationURI(request, response, context);
      return OutgoingUrl.of(from.toString())
          .origin()
          .equals(OutgoingUrl.of(to.toString()).origin());
    } catch (HttpException | URISyntaxException | IllegalArgumentException e) {
      return false; // a location that cannot be read is not followed
    }
  }
}
