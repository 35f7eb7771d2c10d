package io.pollhook.change;

import static io.pollhook.change.DateListing.NOON;
import static io.pollhook.change.DateListing.READY;
import static io.pollhook.change.DateListing.asked;
import static io.pollhook.change.DateListing.at;
import static io.pollhook.change.DateListing.object;
import static io.pollhook.change.DateListing.reader;
import static io.pollhook.change.Pages.page;
import static io.pollhook.change.Pages.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A provider that does not look back as far as it is asked to. */
class DateRefusedTest {
  private static final Instant LAST_POLL = at("18:00:00");
  private final MemoryLedger ledger = new MemoryLedger();

  @Test
  void isAskedFromTheLastPollThenForEverything() {
    DateReader reader = reader(READY, ledger);
    reader.renew(LAST_POLL);
    assertThat(reader.takeGap()).isEmpty();
    assertThat(asked(reader)).isEqualTo(at("17:49:30"));
    reader.renew(LAST_POLL);
    assertThat(asked(reader)).isNull();
    Page everything = page(LAST_POLL, object("old", "11:00:00"), object("new", "11:55:00"));
    assertThat(told(reader.read(everything))).containsExactly("UPDATED new");
  }

  @Test
  void isAskedForEverythingWhereTheLastPollIsNoLater() {
    DateReader reader = reader(READY, ledger);
    reader.renew(NOON);
    assertThat(asked(reader)).isNull();
  }

  @Test
  void isAskedForEverythingBeforeAnyPoll() {
    DateReader reader = reader(READY, ledger);
    reader.renew(null);
    assertThat(asked(reader)).isNull();
  }

  @Test
  void isAskedForEverythingWhereAListingTookSeveralPolls() {
    DateReader reader = reader(DateListing.lookingBackTo(at("10:00:00")), ledger);
    reader.renew(LAST_POLL);
    assertThat(asked(reader)).isNull();
  }
}
