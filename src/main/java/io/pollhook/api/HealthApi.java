package io.pollhook.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.health.Health;
import io.pollhook.health.HealthReport;
import io.pollhook.server.ServerPath;
import io.pollhook.store.Json;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.TreeMap;

/**
 * {@code /observe/health}: the health checks. The server's event loop answers them from known
 * state, so that neither busy workers nor the database delay them.
 */
final class HealthApi {
  private static final String PATH = "/observe/health";

  private final Health health;

  HealthApi(Health health) {
    this.health = health;
  }

  /** Adds the paths to a server, ahead of its routes. */
  void install(Router router) {
    ServerPath.install(router, PATH + "/live", call -> answer(call, 200, status(true)));
    ServerPath.install(router, PATH + "/ready", this::report);
    ServerPath.install(router, PATH, this::report);
  }

  /**
   * Responds with 200 while instances can be created, polled and called back, otherwise with 503.
   */
  private void report(RoutingContext call) {
    HealthReport report = health.report();
    ObjectNode body = status(report.up());
    ObjectNode checks = body.putObject("checks");
    new TreeMap<>(report.checks())
        .forEach(
            (name, result) ->
                checks
                    .putObject(name)
                    .put("status", word(result.up()))
                    .putPOJO("details", new TreeMap<>(result.details())));
    answer(call, report.up() ? 200 : 503, body);
  }

  private static ObjectNode status(boolean up) {
    return Json.ASCII.createObjectNode().put("status", word(up));
  }

  private static String word(boolean up) {
    return up ? "UP" : "DOWN";
  }

  private static void answer(RoutingContext call, int status, ObjectNode body) {
    call.response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(Json.text(body));
  }
}
