package io.pollhook.change;

import static io.pollhook.change.DateListing.NOON;
import static io.pollhook.change.DateListing.READY;
import static io.pollhook.change.DateListing.at;
import static io.pollhook.change.DateListing.object;
import static io.pollhook.change.DateListing.reader;
import static io.pollhook.change.DateListing.requestedSince;
import static io.pollhook.change.Pages.page;
import static io.pollhook.change.Pages.typesAndIds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A provider that does not look back as far as the request does. */
class DateRefusedTest {
  private static final Instant LAST_POLL = at("18:00:00");
  private final MemoryLedger ledger = new MemoryLedger();

  @Test
  void theLastPollsDateIsTriedThenEverythingIsListed() {
    DateReader reader = reader(READY, ledger);
    reader.renew(LAST_POLL);
    assertThat(reader.takeGap()).isEmpty();
    assertThat(requestedSince(reader)).isEqualTo(at("17:49:30"));
    reader.renew(LAST_POLL);
    assertThat(requestedSince(reader)).isNull();
    Page everything = page(LAST_POLL, object("old", "11:00:00"), object("new", "11:55:00"));
    assertThat(typesAndIds(reader.read(everything))).containsExactly("UPDATED new");
  }

  @Test
  void everythingIsListedIfTheLastPollIsNotLater() {
    DateReader reader = reader(READY, ledger);
    reader.renew(NOON);
    assertThat(requestedSince(reader)).isNull();
  }

  @Test
  void everythingIsListedBeforeAnyPoll() {
    DateReader reader = reader(READY, ledger);
    reader.renew(null);
    assertThat(requestedSince(reader)).isNull();
  }

  @Test
  void everythingIsListedIfAListingTookSeveralPolls() {
    DateReader reader = reader(DateListing.lookingBackTo(at("10:00:00")), ledger);
    reader.renew(LAST_POLL);
    assertThat(requestedSince(reader)).isNull();
  }
}
