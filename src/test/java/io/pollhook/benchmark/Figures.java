package io.pollhook.benchmark;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The results of one scenario on one database.
 *
 * @param values the values by name, in display order; the unit is part of the name
 */
record Figures(String scenario, String database, Map<String, Object> values) {
  Figures(String scenario, String database) {
    this(scenario, database, new LinkedHashMap<>());
  }

  Figures with(String name, Object value) {
    values.put(name, value);
    return this;
  }

  /** Adds the lost and duplicate events, which every run with events shows. */
  Figures with(Calendars oracle) {
    return with("lost", oracle.lost()).with("doubled", oracle.doubled());
  }

  Figures with(String name, Samples samples) {
    return with(name + " p50 ms", samples.percentile(50))
        .with(name + " p95 ms", samples.percentile(95))
        .with(name + " p99 ms", samples.percentile(99));
  }

  boolean isSound() {
    return isZero("lost") && isZero("doubled");
  }

  private boolean isZero(String name) {
    return !(values.get(name) instanceof Long count) || count == 0;
  }

  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(value -> value.getKey() + " " + value.getValue())
        .collect(Collectors.joining(", ", scenario + " on " + database + ": ", ""));
  }
}
