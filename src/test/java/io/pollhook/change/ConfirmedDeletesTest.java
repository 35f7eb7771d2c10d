package io.pollhook.change;

import static io.pollhook.change.Pages.page;
import static io.pollhook.change.Pages.typesAndIds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An object is deleted if it is missing from two complete listings in a row, unless most objects
 * are.
 */
class ConfirmedDeletesTest {
  private static final Instant NOW = Instant.parse("2026-05-05T12:00:00Z");
  private static final Cursor READY = cursorMissing();

  private final MemoryLedger stored = new MemoryLedger();
  private final Ledger ledger = new Ledger(stored);
  private SnapshotReader last;

  /** The cursor after a listing from which these objects were missing. */
  private static SnapshotCursor cursorMissing(String... ids) {
    return new SnapshotCursor.Compared(missing(ids), 0);
  }

  private static SnapshotCursor.Missing missing(String... ids) {
    return new SnapshotCursor.Missing(List.of(ids), ids.length);
  }

  private static List<String> missing(SnapshotReader reader) {
    return ((SnapshotCursor) reader.cursor()).missing().ids();
  }

  private SnapshotReader reader(Cursor cursor, boolean findsDeletes) {
    return new SnapshotReader(cursor, ledger, new TestFields(ChronoUnit.MILLIS), findsDeletes);
  }

  private SnapshotReader read(Cursor cursor, String... objects) {
    SnapshotReader reader = reader(cursor, true);
    reader.read(page(NOW, objects));
    return reader;
  }

  private void knows(String... ids) {
    for (String id : ids) {
      stored.write(List.of(LedgerEntry.latest(id, object(id), LedgerEntry.FOREVER)));
    }
  }

  private static String object(String id) {
    return Pages.json("{'id':'" + id + "'}").toString();
  }

  private static String[] ids(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "o" + i).toArray(String[]::new);
  }

  @Test
  void objectMissingFromOneListingIsNotDeletedYet() {
    knows("a", "b");
    SnapshotReader reader = reader(READY, true);
    assertThat(reader.read(page(NOW, object("a")))).isEmpty();
    assertThat(missing(reader)).containsExactly("b");
    assertThat(reader.awaitsConfirmation()).isTrue();
    assertThat(reader.hold()).isEmpty();
  }

  @Test
  void objectMissingFromTwoListingsIsDeleted() {
    knows("a", "b");
    SnapshotReader reader = reader(cursorMissing("b"), true);
    List<Change> changes = reader.read(page(NOW, object("a")));
    assertThat(typesAndIds(changes)).containsExactly("DELETED b");
    assertThat(changes.get(0).raw()).isEqualTo(Pages.json("{'id':'b'}"));
    assertThat(changes.get(0).entry()).isEqualTo(LedgerEntry.removed("b"));
    assertThat(reader.cursor()).isEqualTo(READY);
    assertThat(reader.awaitsConfirmation()).isFalse();
  }

  @Test
  void onlyObjectsMissingFromBothListingsAreDeleted() {
    knows("a", "b", "c");
    SnapshotReader reader = reader(cursorMissing("b"), true);
    assertThat(typesAndIds(reader.read(page(NOW, object("b"))))).isEmpty();
    assertThat(missing(reader)).containsExactly("a", "c");
  }

  @Test
  void listingWithAFilterDeletesNothing() {
    knows("a");
    SnapshotReader reader = reader(cursorMissing("a"), false);
    assertThat(reader.read(page(NOW))).isEmpty();
    assertThat(reader.awaitsConfirmation()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"9, 0, false", "10, 0, true", "10, 9, true", "10, 10, false", "11, 10, true"})
  void mostObjectsMissingAtOnceAreHeld(int deleted, int left, boolean held) {
    knows(ids(0, deleted + left));
    Cursor cursor = cursorMissing(ids(0, deleted));
    SnapshotReader reader = reader(cursor, true);
    String[] listed =
        IntStream.range(deleted, deleted + left)
            .mapToObj(i -> object("o" + i))
            .toArray(String[]::new);
    assertThat(reader.read(page(NOW, listed))).hasSize(held ? 0 : deleted);
    assertThat(reader.hold().isPresent()).isEqualTo(held);
    assertThat(missing(reader)).hasSize(held ? deleted : 0);
    assertThat(reader.awaitsConfirmation()).isFalse();
  }

  @Test
  void theReasonOfAHoldHasTheNumberOfObjects() {
    knows(ids(0, 12));
    SnapshotReader reader = read(cursorMissing(ids(0, 11)), object("o11"));
    assertThat(reader.hold().orElseThrow()).startsWith("11 of 12 objects are missing at once");
  }

  @Test
  void confirmationIsUsedOnlyOnce() {
    knows(ids(0, 12));
    Cursor confirmed = new SnapshotCursor.Held(missing(ids(0, 12))).confirmDeletes();
    SnapshotReader reader = reader(confirmed, true);
    assertThat(reader.read(page(NOW))).hasSize(12);
    assertThat(reader.hold()).isEmpty();
    assertThat(reader.cursor()).isEqualTo(READY);
  }

  @Test
  void objectWithoutIdIsForgottenWithoutAReport() {
    String key = ObjectKey.of(Pages.json("{'x':1}"), new TestFields(ChronoUnit.MILLIS));
    stored.write(List.of(LedgerEntry.latest(key, "{\"x\":1}", LedgerEntry.FOREVER)));
    SnapshotReader reader = reader(cursorMissing(key), true);
    assertThat(reader.read(page(NOW))).isEmpty();
    assertThat(ledger.takeNoted()).containsExactly(LedgerEntry.removed(key));
  }

  @Test
  void theCursorNamesABoundedNumberOfMissingObjects() {
    knows(ids(0, 5_000));
    SnapshotCursor first = (SnapshotCursor) read(READY, listed(2_000, 5_000)).cursor();
    assertThat(first.missing().ids()).hasSize(SnapshotReader.MAX_MISSING);
    assertThat(first.missing().count()).isEqualTo(2_000);
  }

  @Test
  void theIdsOfMissingObjectsAreBoundedInLength() {
    String[] large =
        IntStream.range(0, 10).mapToObj(i -> i + "x".repeat(50_000)).toArray(String[]::new);
    knows(large);
    assertThat(((SnapshotCursor) read(READY).cursor()).missing().ids()).hasSizeBetween(1, 4);
  }

  @Test
  void objectsThatTheCursorDoesNotNameAreReportedByLaterListings() {
    knows(ids(0, 5_000));
    Set<String> reported = new HashSet<>();
    Cursor cursor = READY;
    for (int i = 0; i < 4; i++) {
      reported.addAll(deleted(cursor, listed(2_000, 5_000)));
      cursor = Cursor.parse(last.cursor().toJson());
    }
    assertThat(reported).containsExactlyInAnyOrder(ids(0, 2_000));
    assertThat(last.awaitsConfirmation()).isFalse();
  }

  @Test
  void mostObjectsAreHeldEvenIfTheCursorNamesOnlySome() {
    knows(ids(0, 5_000));
    Cursor cursor = read(READY, listed(3_000, 5_000)).cursor();
    assertThat(deleted(cursor, listed(3_000, 5_000))).isEmpty();
    assertThat(last.hold().orElseThrow()).startsWith("3000 of 5000 objects are missing");

    cursor = last.cursor().confirmDeletes();
    Set<String> reported = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      reported.addAll(deleted(cursor, listed(3_000, 5_000)));
      assertThat(last.hold()).as("confirmed once").isEmpty();
      cursor = last.cursor();
    }
    assertThat(reported).containsExactlyInAnyOrder(ids(0, 3_000));
    assertThat(cursor).isEqualTo(READY);
  }

  @Test
  void confirmationDoesNotCoverMoreThanWasHeld() {
    knows(ids(0, 5_000));
    Cursor held = new SnapshotCursor.Held(new SnapshotCursor.Missing(List.of("o1"), 2_600));
    assertThat(deleted(held.confirmDeletes(), listed(2_600, 5_000))).containsExactly("o1");
    Cursor fewer =
        new SnapshotCursor.Compared(new SnapshotCursor.Missing(List.of("o2"), 4_000), 2_599);
    assertThat(deleted(fewer, listed(4_000, 5_000))).isEmpty();
    assertThat(last.hold()).isPresent();
  }

  @Test
  void enablingAnInstanceThatIsNotHeldConfirmsNothing() {
    knows(ids(0, 12));
    Cursor enabledAgain = cursorMissing(ids(0, 11)).confirmDeletes();
    assertThat(deleted(enabledAgain, listed(11, 12))).isEmpty();
    assertThat(last.hold()).isPresent();
  }

  /** Reads a listing and commits it. */
  private List<String> deleted(Cursor cursor, String... objects) {
    last = reader(cursor, true);
    List<Change> changes = last.read(page(NOW, objects));
    stored.write(changes.stream().map(Change::entry).toList());
    ledger.forgetCommitted();
    return changes.stream().map(Change::objectId).toList();
  }

  private static String[] listed(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> object("o" + i)).toArray(String[]::new);
  }
}
