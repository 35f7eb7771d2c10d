package io.pollhook.event;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How events write dates: UTC, cut to the second. */
public final class EventDates {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private EventDates() {}

  /** The date as text. */
  public static String text(Instant date) {
    return SECONDS.format(date);
  }
}
