package io.pollhook.server;

import io.pollhook.provisioning.Problem;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** Installs paths that are handled in front of Camel's routes, for GET and HEAD only. */
public final class ServerPath {
  private static final int AFTER_THE_EDGE = 0;
  private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private ServerPath() {}

  /** Installs a handler for a path; the handler must not block. */
  public static void install(Router router, String path, Handler<RoutingContext> get) {
    router
        .route(path)
        .order(AFTER_THE_EDGE)
        .handler(
            call -> {
              if (READS.contains(call.request().method())) {
                get.handle(call);
              } else {
                refuse(call);
              }
            });
  }

  private static void refuse(RoutingContext call) {
    call.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
    String request = call.request().method() + " " + call.normalizedPath();
    Answers.answer(call, Problem.of(405, request + ": expected GET, HEAD"));
  }
}
