package io.pollhook.server;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * Allows web pages of configured origins to call the API (Fetch standard, CORS protocol). Cookies
 * are never allowed: a page sends the account's secrets itself.
 */
public final class Cors implements Handler<RoutingContext> {
  private static final String ANY = "*";
  private static final String EXPOSED =
      "elements-request-id, elements-returned-count, elements-next-page-token, Allow, Retry-After";
  private static final String METHODS = "GET, POST, PUT, PATCH, DELETE";

  /** The wildcard covers every header but Authorization. */
  private static final String HEADERS = "*, Authorization";

  private static final String SECONDS_TO_REMEMBER = "3600";

  private final Set<String> origins;

  /** Allows these origins; {@code *} stands for all. */
  public Cors(Set<String> origins) {
    this.origins = Set.copyOf(origins);
  }

  @Override
  public void handle(RoutingContext call) {
    if (!origins.isEmpty()) {
      HttpServerResponse response = call.response();
      response.putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
      String origin = call.request().getHeader(HttpHeaders.ORIGIN);
      if (origin != null && (origins.contains(ANY) || origins.contains(origin))) {
        allow(call, origins.contains(ANY) ? ANY : origin);
      }
    }
    call.next();
  }

  private static void allow(RoutingContext call, String origin) {
    HttpServerResponse response = call.response();
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    response.putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    if (call.request().method().equals(HttpMethod.OPTIONS)) {
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS);
      response.putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, SECONDS_TO_REMEMBER);
    }
  }
}
