package io.pollhook.delivery;

import io.pollhook.settings.Property;
import io.pollhook.settings.Settings;
import java.util.HashMap;
import java.util.Map;

/** Retry schedules as they are written in the properties. */
final class Schedules {
  static final String PROPERTY = "pollhook.delivery.retry-schedule";
  static final String DEFAULT = defaults().get(PROPERTY);

  private Schedules() {}

  static RetrySchedule byDefault() {
    return of(DEFAULT);
  }

  /** Returns a schedule, such as {@code 1s,2s*3}. */
  static RetrySchedule of(String waits) {
    Map<String, String> values = defaults();
    values.put(PROPERTY, waits);
    return new RetrySchedule(new Settings(values).retrySchedule());
  }

  private static Map<String, String> defaults() {
    Map<String, String> values = new HashMap<>();
    Property.ALL.forEach(property -> values.put(property.name(), property.defaultValue()));
    return values;
  }
}
