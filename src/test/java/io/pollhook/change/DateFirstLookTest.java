package io.pollhook.change;

import static io.pollhook.change.DateListing.NOON;
import static io.pollhook.change.DateListing.at;
import static io.pollhook.change.DateListing.object;
import static io.pollhook.change.DateListing.reader;
import static io.pollhook.change.DateListing.requestedSince;
import static io.pollhook.change.Pages.page;
import static io.pollhook.change.Pages.pageOf;
import static io.pollhook.change.Pages.typesAndIds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/**
 * The first look reports nothing from before; a late one reports changes since the feed was
 * created.
 */
class DateFirstLookTest {
  private final MemoryLedger stored = new MemoryLedger();

  @Test
  void existingObjectsAreNotedButNotReported() {
    Ledger ledger = new Ledger(stored);
    DateReader reader =
        new DateReader(
            Cursor.fresh(), ledger, new TestFields(ChronoUnit.MILLIS), DateListing.POLICY, NOON);
    assertThat(reader.read(page(NOON, object("a", "11:55:00"), object("b", "11:00:00")))).isEmpty();
    assertThat(ledger.takeNoted()).extracting(LedgerEntry::objectId).containsExactly("a");
    assertThat(ledger.takeNoted()).isEmpty();
    assertThat(reader.cursor()).isEqualTo(DateListing.READY);
  }

  @Test
  void lateFirstLookReportsChangesSinceTheFeedWasCreated() {
    Cursor since = Cursor.freshSince(at("11:55:00"));
    DateReader reader = reader(since, stored);
    assertThat(requestedSince(reader)).isEqualTo(at("11:49:30"));
    Page page = pageOf(NOON, "2", null, object("on", "11:55:00"), object("old", "11:54:59"));
    assertThat(typesAndIds(reader.read(page))).containsExactly("UPDATED on");
    assertThat(reader.cursor())
        .isEqualTo(new DateCursor.FirstLook(at("11:55:00"), at("11:49:30"), "2"));
    assertThat(typesAndIds(reader.read(page(NOON, object("b", "11:56:00")))))
        .containsExactly("UPDATED b");
    assertThat(reader.cursor())
        .isEqualTo(DateListing.lookingBackTo(at("11:49:30"), at("11:49:30")));
  }

  @Test
  void changesMissedBetweenItsPagesAreReportedByTheNextPoll() {
    MemoryFeed feed =
        new MemoryFeed(
            (cursor, ledger, lastSeen) ->
                new DateReader(
                    cursor,
                    ledger,
                    new TestFields(ChronoUnit.MILLIS),
                    DateListing.POLICY,
                    lastSeen));
    feed.commitsPages(true);
    String known = object("a", "11:55:00");
    // while the second page is read, "b" changes and moves to the first one
    feed.poll(
        request ->
            request.page() == null
                ? pageOf(NOON, "2", null, known)
                : page(NOON.plusSeconds(600), object("c", "11:54:00")),
        NOON);
    feed.poll(request -> page(at("13:00:00"), object("b", "12:03:00"), known), at("13:00:00"));
    assertThat(typesAndIds(feed.reported().stream().map(MemoryFeed.Reported::change).toList()))
        .containsExactly("UPDATED b");
  }

  @Test
  void veryLateFirstLookStartsFromTheCreationOfTheFeed() {
    DateReader reader = reader(Cursor.freshSince(at("09:00:00")), stored);
    assertThat(requestedSince(reader)).isEqualTo(at("09:00:00"));
    assertThat(reader.read(page(NOON, object("a", "09:00:00"))).get(0).checkpoint()).isNull();
  }

  @Test
  void objectsWithoutADateCountAsOld() {
    DateReader reader = reader(Cursor.freshSince(at("09:00:00")), stored);
    assertThat(reader.read(page(NOON, "{'id':'a'}"))).isEmpty();
  }
}
