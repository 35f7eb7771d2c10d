package io.pollhook.api;

import io.pollhook.delivery.NotificationFilter;
import io.pollhook.delivery.NotificationRecord.Status;
import io.pollhook.provisioning.Problem;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads which notifications a request selects: {@code status, objectType, from, to, searchText}.
 */
final class EventFilter {
  private EventFilter() {}

  /**
   * Reads the filter.
   *
   * @param given returns the value of a parameter or field
   */
  static NotificationFilter of(Function<String, Optional<String>> given) {
    return new NotificationFilter(
        value(given, "status").map(EventFilter::status).orElse(null),
        value(given, "objectType").orElse(null),
        value(given, "from").map(text -> instant("from", text)).orElse(null),
        value(given, "to").map(text -> instant("to", text)).orElse(null),
        value(given, "searchText").orElse(null));
  }

  private static Optional<String> value(Function<String, Optional<String>> given, String name) {
    return given.apply(name).filter(text -> !text.isBlank());
  }

  private static Status status(String text) {
    return Arrays.stream(Status.values())
        .filter(status -> status.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.invalid(
                    "status",
                    text,
                    Arrays.stream(Status.values())
                        .map(Status::name)
                        .collect(Collectors.joining(", "))));
  }

  private static Instant instant(String name, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw Problem.invalid(name, text, "an ISO instant such as 2026-11-21T21:51:12Z");
    }
  }
}
