package io.pollhook.benchmark;

import java.time.Instant;

/** One event of a calendar, about as long as Calendar's own. */
final class EventJson {
  private EventJson() {}

  static String of(int calendar, long number, long millis) {
    Instant madeAt = Instant.ofEpochMilli(millis);
    return "{\"kind\":\"calendar#event\",\"etag\":\"\\\""
        + number
        + "\\\"\",\"id\":\""
        + calendar
        + '.'
        + number
        + '.'
        + millis
        + "\",\"status\":\"confirmed\",\"htmlLink\":\"https://www.google.com/calendar/event?eid="
        + number
        + "\",\"created\":\""
        + madeAt
        + "\",\"updated\":\""
        + madeAt
        + "\",\"summary\":\"Weekly meeting number "
        + number
        + "\",\"location\":\"Room 4\",\"creator\":{\"email\":\"someone@example.com\"},"
        + "\"organizer\":{\"email\":\"someone@example.com\",\"self\":true},"
        + "\"start\":{\"dateTime\":\"2026-01-31T12:00:00+01:00\",\"timeZone\":\"Europe/Berlin\"},"
        + "\"end\":{\"dateTime\":\"2026-01-31T13:00:00+01:00\",\"timeZone\":\"Europe/Berlin\"},"
        + "\"iCalUID\":\"event@google.com\",\"sequence\":0,\"eventType\":\"default\"}";
  }
}
