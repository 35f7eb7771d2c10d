package io.pollhook.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.pollhook.http.CallMeter;

/** Counts the calls to providers, by element and HTTP status. */
final class ProviderMetrics implements CallMeter {
  /** The element of calls made by a user's own routes. */
  private static final String NO_ELEMENT = "none";

  /** The statuses shown as 0 before they occur, for alerts on their rate. */
  private static final String[] USUAL = {
    "200", "400", "401", "403", "404", "410", "429", "500", "502", "503", "504", NO_ANSWER
  };

  private final MeterRegistry registry;

  ProviderMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Registers the counters of an element. */
  void show(String element) {
    for (String status : USUAL) {
      requests(element, status);
    }
  }

  @Override
  public void ended(String element, String status) {
    requests(element.isEmpty() ? NO_ELEMENT : element, status).increment();
  }

  private Counter requests(String element, String status) {
    return Counter.builder("pollhook.provider.requests")
        .description("Requests to providers, including token requests")
        .tag("element", element)
        .tag("status", status)
        .register(registry);
  }
}
