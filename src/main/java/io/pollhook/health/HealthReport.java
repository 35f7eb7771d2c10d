package io.pollhook.health;

import java.util.Map;

/**
 * The state of the whole program at one moment.
 *
 * @param checks the result of each check, by its name
 */
public record HealthReport(Map<String, HealthCheck.Result> checks) {
  /** Copies the results. */
  public HealthReport {
    checks = Map.copyOf(checks);
  }

  /** Returns whether instances can be created, polled and called back. */
  public boolean up() {
    return checks.values().stream().allMatch(HealthCheck.Result::up);
  }
}
