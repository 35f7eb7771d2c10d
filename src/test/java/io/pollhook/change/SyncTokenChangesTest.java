package io.pollhook.change;

import static io.pollhook.change.Pages.page;
import static io.pollhook.change.Pages.pageOf;
import static io.pollhook.change.Pages.typesAndIds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pollhook.change.PageRequest.Mode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Changes by sync token: all are reported, even with old dates; the ledger is consulted only if
 * changes may repeat.
 */
class SyncTokenChangesTest {
  private static final Instant NOW = Instant.parse("2026-05-05T12:00:00Z");
  private static final Duration OVERLAP = Duration.ofMinutes(10);
  private static final Cursor READY = new SyncTokenCursor.Ready("t1", null, false);
  private static final String A =
      "{'id':'a','created':'2020-01-01T00:00:00Z','updated':'2020-01-01T00:01:00Z'}";

  private final MemoryLedger stored = new MemoryLedger();

  private SyncTokenReader reader(Cursor cursor) {
    return new SyncTokenReader(
        cursor, new Ledger(stored), new TestFields(ChronoUnit.MILLIS), OVERLAP);
  }

  @Test
  void changesAreRequestedByTokenAndReportedWhateverTheirDate() {
    SyncTokenReader reader = reader(READY);
    assertThat(reader.next()).contains(new PageRequest(Mode.CHANGES, "t1", null, null));
    List<Change> changes =
        reader.read(
            pageOf(
                NOW,
                null,
                "t2",
                A,
                "{'id':'b','created':'2026-05-05T11:00:00Z','updated':'2026-05-05T11:00:10Z'}",
                "{'id':'c','deleted':true}",
                "{'updated':'2026-05-05T11:00:10Z'}"));
    assertThat(typesAndIds(changes))
        .containsExactly("UPDATED a", "CREATED b", "DELETED c", "UNKNOWN ");
    assertThat(changes)
        .extracting(Change::date)
        .containsExactly(
            Instant.parse("2020-01-01T00:01:00Z"),
            Instant.parse("2026-05-05T11:00:10Z"),
            null,
            Instant.parse("2026-05-05T11:00:10Z"));
    assertThat(reader.next()).isEmpty();
    assertThat(reader.cursor()).isEqualTo(new SyncTokenCursor.Ready("t2", NOW, false));
    assertThat(reader.pruneBefore()).isEqualTo(NOW.minus(Duration.ofMinutes(20)));
  }

  @Test
  void theLedgerIsUsuallyNotConsulted() {
    SyncTokenReader first = reader(READY);
    stored.write(first.read(pageOf(NOW, null, "t2", A)).stream().map(Change::entry).toList());
    assertThat(reader(first.cursor()).read(pageOf(NOW, null, "t3", A))).hasSize(1);
  }

  @Test
  void entryReplacesTheEarlierOneAndIsKeptWhileItMayRepeat() {
    String future = "{'id':'f','updated':'2026-05-06T00:00:00Z'}";
    assertThat(reader(READY).read(pageOf(NOW, null, "t2", A, future)))
        .extracting(Change::entry)
        .allMatch(LedgerEntry::replaces)
        .extracting(LedgerEntry::datedAt)
        .containsExactly(NOW, Instant.parse("2026-05-06T00:00:00Z"));
  }

  @Test
  void pageThatIsReadAgainReportsNothingTwice() {
    SyncTokenReader first = reader(READY);
    List<Change> changes = first.read(pageOf(NOW, null, "t2", A, A.replace("'a'", "'b'")));
    stored.write(List.of(changes.get(0).entry()));
    Cursor brokenOff = changes.get(0).checkpoint();
    assertThat(brokenOff).isEqualTo(new SyncTokenCursor.Ready("t1", null, true));
    assertThat(
            typesAndIds(
                reader(brokenOff).read(pageOf(NOW, null, "t2", A, A.replace("'a'", "'b'")))))
        .containsExactly("UPDATED b");
  }

  @Test
  void afterSeveralPagesTheNextChangesMayRepeat() {
    SyncTokenReader reader = reader(READY);
    reader.read(pageOf(NOW, "2", null));
    assertThat(reader.next()).contains(new PageRequest(Mode.CHANGES, "t1", "2", null));
    Cursor between = reader.cursor();
    SyncTokenReader later = reader(between);
    later.read(pageOf(NOW.plusSeconds(3600), null, "t2"));
    assertThat(later.cursor()).isEqualTo(new SyncTokenCursor.Ready("t2", NOW, true));
    assertThat(later.pruneBefore()).isEqualTo(NOW.minus(Duration.ofMinutes(20)));
    assertThat(reader.pruneBefore()).isNull();
  }

  @Test
  void theFirstLookNotesRecentAndUndatedObjectsAndReportsNothing() {
    Ledger ledger = new Ledger(stored);
    SyncTokenReader reader =
        new SyncTokenReader(Cursor.fresh(), ledger, new TestFields(ChronoUnit.MILLIS), OVERLAP);
    assertThat(reader.next()).contains(new PageRequest(Mode.BASELINE, null, null, null));
    assertThat(
            reader.read(
                pageOf(
                    NOW,
                    "2",
                    null,
                    A,
                    "{'id':'b','updated':'2026-05-05T11:50:00Z'}",
                    "{'id':'c'}",
                    "{'x':1}")))
        .isEmpty();
    assertThat(ledger.takeNoted()).extracting(LedgerEntry::objectId).containsExactly("b", "c");
    assertThat(reader.next()).contains(new PageRequest(Mode.BASELINE, null, "2", null));
    assertThat(reader.cursor().isNew()).as("a first look that is not over").isTrue();
    reader.read(pageOf(NOW, null, "t1"));
    assertThat(reader.next()).isEmpty();
    assertThat(reader.cursor()).isEqualTo(new SyncTokenCursor.Ready("t1", NOW, false));
  }

  @Test
  void lastPageWithoutATokenIsRefused() {
    assertThatThrownBy(() -> reader(READY).read(page(NOW)))
        .isInstanceOf(MalformedPageException.class)
        .hasMessageContaining("sync token");
  }
}
