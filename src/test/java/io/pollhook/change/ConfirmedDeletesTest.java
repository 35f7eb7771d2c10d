package io.pollhook.change;

import static io.pollhook.change.Pages.page;
import static io.pollhook.change.Pages.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An object is gone when two complete listings in a row lack it, and not most of them at once. */
class ConfirmedDeletesTest {
  private static final Instant NOW = Instant.parse("2026-05-05T12:00:00Z");
  private static final Cursor READY = Cursor.fresh().withPhase(Cursor.Phase.READY);

  private final MemoryLedger stored = new MemoryLedger();
  private final Ledger ledger = new Ledger(stored);

  private SnapshotReader reader(Cursor cursor, boolean tellsDeletes) {
    return new SnapshotReader(cursor, ledger, new TestFields(ChronoUnit.MILLIS), tellsDeletes);
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
  void oneListingThatLacksItIsNotEnough() {
    knows("a", "b");
    SnapshotReader reader = reader(READY, true);
    assertThat(reader.read(page(NOW, object("a")))).isEmpty();
    assertThat(reader.cursor().missing()).containsExactly("b");
    assertThat(reader.awaitsConfirmation()).isTrue();
    assertThat(reader.hold()).isEmpty();
  }

  @Test
  void aSecondOneIs() {
    knows("a", "b");
    SnapshotReader reader = reader(READY.withMissing(List.of("b")), true);
    List<Change> changes = reader.read(page(NOW, object("a")));
    assertThat(told(changes)).containsExactly("DELETED b");
    assertThat(changes.get(0).raw()).isEqualTo(Pages.json("{'id':'b'}"));
    assertThat(changes.get(0).entry()).isEqualTo(LedgerEntry.gone("b"));
    assertThat(reader.cursor()).isEqualTo(READY);
    assertThat(reader.awaitsConfirmation()).isFalse();
  }

  @Test
  void onlyWhatBothLackIsGone() {
    knows("a", "b", "c");
    SnapshotReader reader = reader(READY.withMissing(List.of("b")), true);
    assertThat(told(reader.read(page(NOW, object("b"))))).isEmpty();
    assertThat(reader.cursor().missing()).containsExactly("a", "c");
  }

  @Test
  void aListingWithAFilterDeletesNothing() {
    knows("a");
    SnapshotReader reader = reader(READY.withMissing(List.of("a")), false);
    assertThat(reader.read(page(NOW))).isEmpty();
    assertThat(reader.awaitsConfirmation()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"9, 0, false", "10, 0, true", "10, 9, true", "10, 10, false", "11, 10, true"})
  void mostAtOnceAreHeld(int gone, int left, boolean held) {
    knows(ids(0, gone + left));
    Cursor cursor = READY.withMissing(List.of(ids(0, gone)));
    SnapshotReader reader = reader(cursor, true);
    String[] listed =
        IntStream.range(gone, gone + left).mapToObj(i -> object("o" + i)).toArray(String[]::new);
    assertThat(reader.read(page(NOW, listed))).hasSize(held ? 0 : gone);
    assertThat(reader.hold().isPresent()).isEqualTo(held);
    assertThat(reader.cursor().missing()).hasSize(held ? gone : 0);
    assertThat(reader.awaitsConfirmation()).isFalse();
  }

  @Test
  void whatIsHeldSaysHowMany() {
    knows(ids(0, 12));
    SnapshotReader reader = read(READY.withMissing(List.of(ids(0, 11))), object("o11"));
    assertThat(reader.hold().orElseThrow()).startsWith("11 of 12 objects are gone at once");
  }

  @Test
  void aPersonsWordCountsOnce() {
    knows(ids(0, 12));
    Cursor confirmed = READY.withMissing(List.of(ids(0, 12))).withConfirmed(true);
    SnapshotReader reader = reader(confirmed, true);
    assertThat(reader.read(page(NOW))).hasSize(12);
    assertThat(reader.hold()).isEmpty();
    assertThat(reader.cursor()).isEqualTo(READY);
  }

  @Test
  void anObjectWithoutIdIsForgottenInSilence() {
    String key = ObjectKey.of(Pages.json("{'x':1}"), new TestFields(ChronoUnit.MILLIS));
    stored.write(List.of(LedgerEntry.latest(key, "{\"x\":1}", LedgerEntry.FOREVER)));
    SnapshotReader reader = reader(READY.withMissing(List.of(key)), true);
    assertThat(reader.read(page(NOW))).isEmpty();
    assertThat(ledger.takeNoted()).containsExactly(LedgerEntry.gone(key));
  }
}
