package io.pollhook.event;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The format of dates in events: UTC, truncated to the second. */
public final class EventDates {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private EventDates() {}

  /** Returns a date as text. */
  public static String text(Instant date) {
    return SECONDS.format(date);
  }
}
