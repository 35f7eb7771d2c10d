package io.pollhook.change;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What the tests of polls by dates have in common: the last-seen date is noon. */
final class DateListing {
  static final Instant NOON = Instant.parse("2026-05-05T12:00:00Z");
  static final Cursor READY = new DateCursor.Between(null, null);
  static final DatePolicy POLICY =
      new DatePolicy(Duration.ofMinutes(10), Duration.ofSeconds(30), false, false, false);

  private DateListing() {}

  /** No listing is under way; the next one looks back to a date at least. */
  static Cursor lookingBackTo(Instant date) {
    return lookingBackTo(date, null);
  }

  /** No listing is under way; the next two look back to these dates at least. */
  static Cursor lookingBackTo(Instant date, Instant afterwards) {
    return new DateCursor.Between(new LookBack(date, afterwards), null);
  }

  /** A listing is under way. */
  static Cursor listing(Instant bound, String page) {
    return new DateCursor.Listing(bound, bound, null, page);
  }

  static DateReader reader(Cursor cursor, MemoryLedger ledger) {
    return reader(cursor, ledger, POLICY, ChronoUnit.MILLIS);
  }

  static DateReader reader(Cursor cursor, MemoryLedger ledger, DatePolicy policy, ChronoUnit unit) {
    return new DateReader(cursor, new Ledger(ledger), new TestFields(unit), policy, NOON);
  }

  static Instant at(String time) {
    return Instant.parse("2026-05-05T" + time + "Z");
  }

  static String object(String id, String updated) {
    return "{'id':'%s','created':'2026-05-01T00:00:00Z','updated':'%s'}".formatted(id, at(updated));
  }

  static Instant asked(ChangeReader reader) {
    return reader.next().orElseThrow().since();
  }
}
