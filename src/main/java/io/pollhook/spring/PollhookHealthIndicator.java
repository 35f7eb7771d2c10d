package io.pollhook.spring;

import io.pollhook.Pollhook;
import io.pollhook.health.HealthReport;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/** Adds Pollhook's checks to the health endpoint of a Spring Boot application. */
final class PollhookHealthIndicator extends AbstractHealthIndicator {
  private final Pollhook pollhook;

  PollhookHealthIndicator(Pollhook pollhook) {
    super("Pollhook's health cannot be read");
    this.pollhook = pollhook;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    pollhook.health().ifPresentOrElse(report -> show(builder, report), builder::outOfService);
  }

  private static void show(Health.Builder builder, HealthReport report) {
    builder.status(report.up() ? "UP" : "DOWN");
    report
        .checks()
        .forEach((name, check) -> builder.withDetail(name, check.up() ? "UP" : check.details()));
  }
}
