package io.pollhook.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.pollhook.delivery.DeliveryMeter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts attempts to deliver and measures their duration. */
final class DeliveryMetrics implements DeliveryMeter {
  private static final Duration[] BUCKETS =
      Buckets.ofSeconds(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30, 60);

  private final Map<Result, Counter> attempts = new EnumMap<>(Result.class);
  private final Timer duration;

  DeliveryMetrics(MeterRegistry registry) {
    for (Result result : Result.values()) {
      attempts.put(
          result,
          Counter.builder("pollhook.deliveries")
              .description("Attempts to deliver a notification")
              .tag("outcome", result.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    duration =
        Timer.builder("pollhook.delivery")
            .description("Duration of attempts to deliver a notification")
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
  }

  @Override
  public void attempted(Result result, Duration time) {
    attempts.get(result).increment();
    duration.record(time);
  }
}
