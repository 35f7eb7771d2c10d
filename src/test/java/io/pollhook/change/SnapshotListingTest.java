package io.pollhook.change;

import static io.pollhook.change.Pages.page;
import static io.pollhook.change.Pages.pageOf;
import static io.pollhook.change.Pages.typesAndIds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The changes of objects in a complete listing. */
class SnapshotListingTest {
  private static final Instant NOW = Instant.parse("2026-05-05T12:00:00Z");
  private static final Cursor READY = new SnapshotCursor.Compared(SnapshotCursor.Missing.NONE, 0);

  private final MemoryLedger stored = new MemoryLedger();
  private final Ledger ledger = new Ledger(stored);

  @BeforeEach
  void knowsA() {
    stored.write(List.of(LedgerEntry.latest("a", "{\"id\":\"a\"}", LedgerEntry.FOREVER)));
  }

  private SnapshotReader reader(Cursor cursor) {
    return new SnapshotReader(cursor, ledger, new TestFields(ChronoUnit.MILLIS), true);
  }

  @Test
  void newObjectsAreCreatedChangedOnesUpdatedAndOthersIgnored() {
    SnapshotReader reader = reader(READY);
    List<Change> changes =
        reader.read(
            page(NOW, "{'id':'a'}", "{'id':'b','updated':'2026-05-05T11:00:00Z'}", "{'x':1}"));
    assertThat(typesAndIds(changes)).containsExactly("CREATED b", "UNKNOWN ");
    assertThat(changes.get(0).date()).isEqualTo(Instant.parse("2026-05-05T11:00:00Z"));
    assertThat(changes.get(1).date()).isNull();
    assertThat(typesAndIds(reader(READY).read(page(NOW, "{'id':'a','n':1}"))))
        .containsExactly("UPDATED a");
    assertThat(reader.pruneBefore()).isNull();
  }

  @Test
  void markedObjectIsDeletedOnce() {
    String marked = "{'id':'a','deleted':true}";
    SnapshotReader reader = reader(READY);
    assertThat(typesAndIds(reader.read(page(NOW, marked, "{'id':'x','deleted':true}"))))
        .containsExactly("DELETED a");
    assertThat(reader.read(page(NOW, marked))).isEmpty();
    assertThat(typesAndIds(reader.read(page(NOW, "{'id':'a'}")))).containsExactly("CREATED a");
  }

  @Test
  void changesAreReportedPageByPage() {
    SnapshotReader reader = reader(READY);
    assertThat(typesAndIds(reader.read(pageOf(NOW, "2", null, "{'id':'b'}"))))
        .containsExactly("CREATED b");
    assertThat(reader.next().orElseThrow().page()).isEqualTo("2");
    assertThat(reader.cursor()).isEqualTo(READY);
    assertThat(typesAndIds(reader.read(page(NOW, "{'id':'c'}", "{'id':'a'}"))))
        .containsExactly("CREATED c");
    assertThat(reader.next()).isEmpty();
  }

  @Test
  void objectThatChangesBetweenTwoPagesIsReportedInBothStates() {
    SnapshotReader reader = reader(READY);
    assertThat(
            typesAndIds(
                reader.read(pageOf(NOW, "2", null, "{'id':'a','n':1}", "{'id':'b','n':1}"))))
        .containsExactly("UPDATED a", "CREATED b");
    List<Change> changes =
        reader.read(page(NOW, "{'id':'a'}", "{'id':'b','n':2}", "{'id':'b','n':2}"));
    assertThat(typesAndIds(changes)).containsExactly("UPDATED a", "UPDATED b");
    assertThat(changes.get(1).raw().path("n").asInt()).isEqualTo(2);
  }

  @Test
  void forgottenPageTokenRestartsTheListing() {
    SnapshotReader reader = reader(READY);
    reader.read(pageOf(NOW, "2", null, "{'id':'b'}"));
    reader.renew(NOW);
    assertThat(reader.takeGap()).isEmpty();
    assertThat(reader.next().orElseThrow().page()).isNull();
    assertThat(reader.read(page(NOW))).isEmpty();
    assertThat(((SnapshotCursor) reader.cursor()).missing().ids()).containsExactly("a");
  }

  @Test
  void theFirstListingNotesAllObjectsAndReportsNone() {
    SnapshotReader reader = reader(Cursor.fresh());
    assertThat(reader.read(page(NOW, "{'id':'b','updated':'2026-05-05T11:00:00Z'}"))).isEmpty();
    assertThat(ledger.takeNoted()).extracting(LedgerEntry::objectId).containsExactly("b");
    assertThat(reader.cursor().isNew()).isFalse();
  }

  @Test
  void lateFirstListingReportsChangesSinceTheFeedWasCreated() {
    SnapshotReader reader = reader(Cursor.freshSince(NOW));
    List<Change> changes =
        reader.read(
            page(
                NOW,
                "{'id':'a'}",
                "{'id':'on','updated':'2026-05-05T12:00:00Z'}",
                "{'id':'old','updated':'2026-05-05T11:59:59Z'}",
                "{'id':'undated'}"));
    assertThat(typesAndIds(changes)).containsExactly("CREATED on");
    assertThat(reader.cursor()).isEqualTo(READY);
  }

  @Test
  void entriesReplaceEachOtherAndAreNeverPruned() {
    assertThat(reader(READY).read(page(NOW, "{'id':'a','n':1}")).get(0).entry())
        .isEqualTo(LedgerEntry.latest("a", "{\"id\":\"a\",\"n\":1}", LedgerEntry.FOREVER));
  }
}
