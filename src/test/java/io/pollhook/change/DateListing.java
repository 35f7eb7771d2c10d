package io.pollhook.change;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Cursors, objects and readers for tests of polls by dates; the last-seen date is noon. */
final class DateListing {
  static final Instant NOON = Instant.parse("2026-05-05T12:00:00Z");
  static final Cursor READY = new DateCursor.Between(null, null);
  static final DatePolicy POLICY =
      new DatePolicy(Duration.ofMinutes(10), Duration.ofSeconds(30), false, false, false);

  private DateListing() {}

  /** The cursor between two listings, of which the next looks back at least to a date. */
  static Cursor lookingBackTo(Instant date) {
    return lookingBackTo(date, null);
  }

  /** The cursor between two listings; the next two look back at least to these dates. */
  static Cursor lookingBackTo(Instant date, Instant afterwards) {
    return new DateCursor.Between(new LookBack(date, afterwards), null);
  }

  /** The cursor of a listing that is under way. */
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

  static Instant requestedSince(ChangeReader reader) {
    return reader.next().orElseThrow().since();
  }
}
