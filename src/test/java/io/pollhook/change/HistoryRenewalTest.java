package io.pollhook.change;

import static io.pollhook.change.Pages.page;
import static io.pollhook.change.Pages.pageOf;
import static io.pollhook.change.Pages.typesAndIds;
import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.change.PageRequest.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * First looks at a mailbox, and start ids that Gmail no longer knows: a new id is fetched, then the
 * messages received meanwhile.
 */
class HistoryRenewalTest {
  private static final Instant NOW = Instant.parse("2026-05-05T12:00:00Z");
  private static final Instant LAST_POLL = NOW.minus(Duration.ofDays(9));
  private static final Duration OVERLAP = Duration.ofMinutes(10);
  private static final Cursor AT_10 = new HistoryCursor.Ready("10", 0);

  private final MemoryLedger stored = new MemoryLedger();
  private final Ledger ledger = new Ledger(stored);

  private HistoryReader reader(Cursor cursor) {
    return new HistoryReader(cursor, ledger, OVERLAP);
  }

  private static PageRequest bridge(String page, Instant since) {
    return new PageRequest(Mode.BRIDGE, null, page, since);
  }

  @Test
  void theFirstLookNotesMessagesJustReceived() {
    HistoryReader reader = reader(Cursor.fresh());
    assertThat(reader.next()).contains(new PageRequest(Mode.BASELINE, null, null, null));
    reader.read(pageOf(NOW, null, "10"));
    assertThat(reader.next()).contains(bridge(null, NOW.minus(OVERLAP)));
    assertThat(reader.read(page(NOW, "{'id':'a'}"))).isEmpty();
    assertThat(ledger.takeNoted()).containsExactly(LedgerEntry.of("a", "seen", NOW));
    assertThat(reader.next()).isEmpty();
    assertThat(reader.cursor()).isEqualTo(AT_10);
  }

  @Test
  void lateFirstLookReportsMessagesReceivedSince() {
    Instant since = NOW.minus(Duration.ofMinutes(3));
    HistoryReader reader = reader(Cursor.freshSince(since));
    reader.read(pageOf(NOW, null, "10"));
    assertThat(reader.next()).contains(bridge(null, since));
    assertThat(typesAndIds(reader.read(page(NOW, "{'id':'a'}")))).containsExactly("CREATED a");
  }

  @Test
  void forgottenIdIsBridgedByReceivedMessages() {
    stored.write(
        List.of(LedgerEntry.of("old", "created", NOW), LedgerEntry.of("older", "seen", NOW)));
    HistoryReader reader = reader(AT_10);
    reader.renew(LAST_POLL);
    assertThat(reader.next()).contains(new PageRequest(Mode.BASELINE, null, null, null));
    reader.read(pageOf(NOW, null, "900"));
    assertThat(reader.takeGap().orElseThrow()).contains("no longer kept");
    assertThat(reader.takeGap()).isEmpty();
    assertThat(reader.next()).contains(bridge(null, LAST_POLL.minus(OVERLAP)));
    List<Change> changes = reader.read(pageOf(NOW, "2", null, "{'id':'old'}", "{'id':'a'}"));
    assertThat(typesAndIds(changes)).containsExactly("CREATED a");
    assertThat(changes.get(0).entry()).isEqualTo(LedgerEntry.of("a", "created", NOW));
    assertThat(reader.next()).contains(bridge("2", LAST_POLL.minus(OVERLAP)));
    assertThat(typesAndIds(reader.read(page(NOW, "{'id':'older'}", "{'id':'b'}"))))
        .containsExactly("CREATED b");
    assertThat(reader.cursor()).isEqualTo(new HistoryCursor.Ready("900", 0));
    assertThat(reader.pruneBefore()).isNull();
  }

  @Test
  void idThatKeepsFailingIsGivenUpWithAGap() {
    HistoryReader reader = reader(AT_10);
    assertThat(reader.startsOver()).isEqualTo(StartOver.WITH_GAP);
    reader.startOver(LAST_POLL);
    assertThat(reader.startsOver()).isEqualTo(StartOver.USELESS);
    assertThat(reader.takeGap()).isEmpty();
    reader.read(pageOf(NOW, null, "900"));
    assertThat(reader.takeGap().orElseThrow()).contains("cannot be read");
    assertThat(reader.next()).contains(bridge(null, LAST_POLL.minus(OVERLAP)));
  }

  @Test
  void bridgeThatKeepsFailingIsLeftOutWithAGap() {
    HistoryReader reader = reader(new HistoryCursor.Bridge("900", LAST_POLL.minus(OVERLAP), false));
    assertThat(reader.startsOver()).isEqualTo(StartOver.WITH_GAP);
    reader.startOver(LAST_POLL);
    assertThat(reader.takeGap().orElseThrow()).contains("cannot be listed");
    assertThat(reader.next()).contains(new PageRequest(Mode.CHANGES, "900", null, null));
  }

  @Test
  void bridgeThatBreaksOffStartsAgain() {
    HistoryReader reader = reader(AT_10);
    reader.renew(LAST_POLL);
    reader.read(pageOf(NOW, null, "900"));
    assertThat(reader.takeGap()).isPresent();
    reader.read(pageOf(NOW, "2", null, "{'id':'a'}"));
    assertThat(reader(reader.cursor()).next()).contains(bridge(null, LAST_POLL.minus(OVERLAP)));
    reader.renew(LAST_POLL);
    assertThat(reader.takeGap()).isEmpty();
    assertThat(reader.next()).contains(bridge(null, LAST_POLL.minus(OVERLAP)));
  }

  @Test
  void refusedIdThatIsStillTheCurrentOneIsNotAGap() {
    HistoryReader reader = reader(AT_10);
    reader.renew(LAST_POLL);
    assertThat(reader.read(pageOf(NOW, null, "10"))).isEmpty();
    assertThat(reader.takeGap()).isEmpty();
    assertThat(reader.next()).isEmpty();
    assertThat(reader.cursor()).isEqualTo(AT_10);
  }

  @Test
  void renewalThatBreaksOffKeepsTheRefusedId() {
    HistoryReader reader = reader(AT_10);
    reader.renew(LAST_POLL);
    HistoryReader next = reader(Cursor.parse(reader.cursor().toJson()));
    next.read(pageOf(NOW, null, "10"));
    assertThat(next.takeGap()).isEmpty();
    assertThat(next.cursor()).isEqualTo(AT_10);
  }

  @Test
  void renewedIdIsNeverLowerThanTheRefusedOne() {
    HistoryReader reader = reader(AT_10);
    reader.renew(LAST_POLL);
    reader.read(pageOf(NOW, null, "9"));
    reader.read(page(NOW));
    assertThat(reader.cursor()).isEqualTo(AT_10);
    assertThat(reader.takeGap()).isPresent();
  }

  @Test
  void withoutAnEarlierPollNothingIsBridged() {
    HistoryReader reader = reader(AT_10);
    reader.renew(null);
    reader.read(pageOf(NOW, null, "900"));
    assertThat(reader.next()).contains(bridge(null, NOW.minus(OVERLAP)));
    assertThat(reader.read(page(NOW, "{'id':'a'}"))).isEmpty();
  }
}
