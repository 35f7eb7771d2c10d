package io.pollhook.api;

import io.pollhook.server.ServerPath;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** {@code /observe/metrics}: Prometheus' text format, for whoever scrapes the process. */
final class MetricsApi {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Supplier<? extends CompletionStage<String>> metrics;

  MetricsApi(Supplier<? extends CompletionStage<String>> metrics) {
    this.metrics = metrics;
  }

  /** Puts it in front of the routes of a server. */
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
