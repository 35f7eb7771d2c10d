package io.pollhook.change;

import static io.pollhook.change.DateListing.NOON;
import static io.pollhook.change.DateListing.POLICY;
import static io.pollhook.change.DateListing.READY;
import static io.pollhook.change.DateListing.at;
import static io.pollhook.change.DateListing.listing;
import static io.pollhook.change.DateListing.lookingBackTo;
import static io.pollhook.change.DateListing.object;
import static io.pollhook.change.DateListing.reader;
import static io.pollhook.change.DateListing.requestedSince;
import static io.pollhook.change.Pages.page;
import static io.pollhook.change.Pages.pageOf;
import static io.pollhook.change.Pages.typesAndIds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Listings by dates with several pages, read by one poll or by several. */
class DatePagesTest {
  private final MemoryLedger ledger = new MemoryLedger();

  @Test
  void singlePageIsNotReadAgain() {
    DateReader reader = reader(READY, ledger);
    reader.read(page(NOON, object("a", "11:55:00")));
    assertThat(reader.next()).isEmpty();
    assertThat(reader.cursor()).isEqualTo(READY);
  }

  @Test
  void severalPagesAreReadAgainFromTheSameDate() {
    DateReader reader = reader(READY, ledger);
    reader.read(pageOf(NOON, "2", null, object("a", "11:55:00")));
    assertThat(reader.next().orElseThrow().page()).isEqualTo("2");
    assertThat(requestedSince(reader)).isEqualTo(at("11:49:30"));
    reader.read(page(NOON, object("b", "11:56:00")));
    assertThat(reader.cursor()).isEqualTo(lookingBackTo(at("11:49:30"), at("11:49:30")));
  }

  @Test
  void listingsOfSeveralPagesReadEachPeriodThreeTimes() {
    Cursor cursor = READY;
    List<Instant> requested = new ArrayList<>();
    for (int minute = 0; minute < 50; minute += 10) {
      Instant lastSeen = NOON.plusSeconds(60L * minute);
      DateReader reader =
          new DateReader(
              cursor, new Ledger(ledger), new TestFields(ChronoUnit.MILLIS), POLICY, lastSeen);
      requested.add(requestedSince(reader));
      reader.read(pageOf(lastSeen, "2", null));
      reader.read(page(lastSeen));
      cursor = Cursor.parse(reader.cursor().toJson());
    }
    assertThat(requested)
        .containsExactly(
            at("11:49:30"), at("11:49:30"), at("11:49:30"), at("11:59:30"), at("12:09:30"));
  }

  @Test
  void listingThatAlwaysTakesSeveralPollsGoesBackADayAtMost() {
    Instant old = NOON.minus(Duration.ofDays(2));
    DateReader reader = reader(new DateCursor.Listing(old, at("11:00:00"), null, "2"), ledger);
    reader.read(page(NOON));
    assertThat(reader.cursor()).isEqualTo(lookingBackTo(at("11:00:00"), at("11:00:00")));
  }

  @Test
  void brokenOffListingContinuesWithTheSameBound() {
    DateReader first = reader(lookingBackTo(at("10:00:00")), ledger);
    first.read(pageOf(NOON, "2", null, object("a", "10:30:00")));
    DateReader second = reader(first.cursor(), ledger);
    assertThat(second.next().orElseThrow().page()).isEqualTo("2");
    assertThat(requestedSince(second)).isEqualTo(at("10:00:00"));
    assertThat(second.read(page(at("13:00:00"), object("b", "10:00:00")))).hasSize(1);
    assertThat(second.cursor()).isEqualTo(lookingBackTo(at("10:00:00"), at("11:49:30")));
  }

  @Test
  void eachChangesCheckpointIsItsPage() {
    DateReader reader = reader(READY, ledger);
    List<Change> first = reader.read(pageOf(NOON, "2", null, object("a", "11:55:00")));
    List<Change> second = reader.read(page(NOON, object("b", "11:56:00")));
    assertThat(first.get(0).checkpoint()).isEqualTo(lookingBackTo(at("11:49:30"), at("11:49:30")));
    assertThat(second.get(0).checkpoint()).isEqualTo(listing(at("11:49:30"), "2"));
  }

  @Test
  void forgottenPageTokenRestartsTheListing() {
    DateReader reader = reader(listing(at("10:00:00"), "2"), ledger);
    reader.renew(NOON);
    assertThat(reader.takeGap()).isEmpty();
    assertThat(reader.next().orElseThrow().page()).isNull();
    assertThat(requestedSince(reader)).isEqualTo(at("10:00:00"));
    reader.read(pageOf(NOON, "2", null));
    reader.read(page(NOON));
    assertThat(reader.cursor()).isEqualTo(lookingBackTo(at("10:00:00"), at("11:49:30")));
  }

  @Test
  void objectOnTwoPagesIsReportedOnce() {
    DateReader reader = reader(READY, ledger);
    reader.read(pageOf(NOON, "2", null, object("a", "11:55:00")));
    assertThat(reader.read(page(NOON, object("a", "11:55:00")))).isEmpty();
  }

  @Test
  void newestFirstEndsWithTheFirstPageOfOldObjects() {
    DatePolicy policy = new DatePolicy(Duration.ofMinutes(10), Duration.ZERO, false, false, true);
    DateReader reader = reader(READY, ledger, policy, ChronoUnit.MILLIS);
    reader.read(pageOf(NOON, "2", null, object("a", "11:55:00"), object("b", "11:50:00")));
    assertThat(reader.next()).isPresent();
    reader.read(pageOf(NOON, "3", null));
    assertThat(reader.next()).isPresent();
    assertThat(typesAndIds(reader.read(pageOf(NOON, "4", null, object("c", "11:49:59")))))
        .isEmpty();
    assertThat(reader.next()).isEmpty();
  }

  @Test
  void onlyTheEtagOfASinglePageIsUsed() {
    Page single = new Page(List.of(), null, null, NOON, "e1");
    DateReader reader = reader(READY, ledger);
    reader.read(single);
    assertThat(reader(reader.cursor(), ledger).next().orElseThrow().cursor()).isEqualTo("e1");

    reader = reader(READY, ledger);
    reader.read(new Page(List.of(), "2", null, NOON, "e1"));
    reader.read(new Page(List.of(), null, null, NOON, "e2"));
    assertThat(reader(reader.cursor(), ledger).next().orElseThrow().cursor()).isNull();
  }
}
