package io.pollhook.api;

import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** {@code GET /observe/metrics}: Prometheus' text format, for whoever scrapes the process. */
public final class MetricsApi {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Supplier<String> metrics;

  MetricsApi(Supplier<String> metrics) {
    this.metrics = metrics;
  }

  /** Writes the response. */
  public void scrape(Exchange exchange) {
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setHeader(Exchange.CONTENT_TYPE, TEXT);
    message.setBody(metrics.get());
  }
}
