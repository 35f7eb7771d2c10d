package io.pollhook.change;

import static io.pollhook.change.DateListing.NOON;
import static io.pollhook.change.DateListing.POLICY;
import static io.pollhook.change.DateListing.READY;
import static io.pollhook.change.DateListing.at;
import static io.pollhook.change.DateListing.object;
import static io.pollhook.change.DateListing.reader;
import static io.pollhook.change.DateListing.requestedSince;
import static io.pollhook.change.Pages.page;
import static io.pollhook.change.Pages.typesAndIds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** The date from which a poll lists objects, and its handling of older ones. */
class DateLookBackTest {
  private final MemoryLedger ledger = new MemoryLedger();

  @Test
  void theBoundIsLastSeenLessOverlapAndPollDelay() {
    assertThat(requestedSince(reader(READY, ledger))).isEqualTo(at("11:49:30"));
  }

  @Test
  void theBoundIsRoundedDownToTheUnitOfTheDates() {
    assertThat(requestedSince(reader(READY, ledger, POLICY, ChronoUnit.DAYS)))
        .isEqualTo(Instant.parse("2026-05-05T00:00:00Z"));
  }

  @Test
  void theBoundIsInclusiveAndOlderObjectsAreIgnored() {
    DateReader reader = reader(READY, ledger);
    Page page = page(NOON, object("on", "11:49:30"), object("older", "11:49:29.999"));
    assertThat(typesAndIds(reader.read(page))).containsExactly("UPDATED on");
  }

  @Test
  void theRequestIsRepeatedIfTheProvidersClockIsBehind() {
    DateReader reader = reader(READY, ledger);
    assertThat(reader.read(page(at("11:00:00"), object("a", "11:55:00")))).isEmpty();
    assertThat(requestedSince(reader)).isEqualTo(at("10:49:30"));
    Page again = page(at("11:00:01"), object("a", "10:55:00"));
    assertThat(typesAndIds(reader.read(again))).containsExactly("UPDATED a");
    assertThat(reader.next()).isEmpty();
  }

  @Test
  void theRequestIsNotRepeatedIfTheProvidersClockHasNotMoved() {
    DateReader reader = reader(READY, ledger);
    assertThat(reader.read(page(NOON, object("a", "11:55:00")))).hasSize(1);
  }

  @Test
  void entriesArePrunedADayBeforeTheNextPollsBound() {
    DateReader reader = reader(READY, ledger);
    assertThat(reader.pruneBefore()).isNull();
    reader.read(page(NOON));
    assertThat(reader.pruneBefore()).isEqualTo(Instant.parse("2026-05-04T11:49:30Z"));
  }

  @Test
  void fewerEntriesArePrunedIfTheNextPollLooksBackFurther() {
    DateReader reader = reader(DateListing.listing(at("09:00:00"), "2"), ledger);
    assertThat(requestedSince(reader)).isEqualTo(at("09:00:00"));
    reader.read(page(NOON));
    assertThat(reader.pruneBefore()).isEqualTo(Instant.parse("2026-05-04T09:00:00Z"));
  }
}
