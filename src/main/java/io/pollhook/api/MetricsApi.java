package io.pollhook.api;

import io.pollhook.server.ServerPath;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** {@code /observe/metrics}: the metrics in Prometheus' text format. */
final class MetricsApi {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Supplier<? extends CompletionStage<String>> metrics;

  MetricsApi(Supplier<? extends CompletionStage<String>> metrics) {
    this.metrics = metrics;
  }

  /** Adds the path to a server, ahead of its routes. */
  void install(Router router) {
    ServerPath.install(router, "/observe/metrics", this::scrape);
  }

  private void scrape(RoutingContext call) {
    Context eventLoop = call.vertx().getOrCreateContext();
    metrics
        .get()
        .whenComplete(
            (text, failure) -> eventLoop.runOnContext(ready -> answer(call, text, failure)));
  }

  private static void answer(RoutingContext call, String text, Throwable failure) {
    if (failure != null) {
      call.fail(failure);
    } else {
      call.response().putHeader(HttpHeaders.CONTENT_TYPE, TEXT).end(text);
    }
  }
}
