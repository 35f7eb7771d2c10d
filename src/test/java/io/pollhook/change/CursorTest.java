package io.pollhook.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cursors are written as JSON and read again. */
class CursorTest {
  private static final Instant ONE = Instant.ofEpochMilli(1);
  private static final Instant TWO = Instant.ofEpochMilli(2);
  private static final SnapshotCursor.Missing MISSING =
      new SnapshotCursor.Missing(List.of("ä", "\u0000"), 3);

  private static Stream<Cursor> allKinds() {
    return Stream.of(
        Cursor.fresh(),
        Cursor.freshSince(ONE),
        new DateCursor.FirstLook(null, TWO, "p"),
        new DateCursor.FirstLook(ONE, TWO, "p"),
        new DateCursor.Listing(ONE, TWO, null, "p\ud800"),
        new DateCursor.Listing(ONE, ONE, TWO, "p"),
        new DateCursor.Between(null, null),
        new DateCursor.Between(new LookBack(ONE, TWO), null),
        new DateCursor.Between(null, new Etag(TWO, "\"é\"")),
        new HistoryCursor.Baseline(null, true, null),
        new HistoryCursor.Baseline(ONE, false, "9"),
        new HistoryCursor.Bridge("18446744073709551615", ONE, true),
        new HistoryCursor.Ready("10", 0),
        new HistoryCursor.Ready("10", 7),
        SyncTokenCursor.Baseline.start(null, true),
        new SyncTokenCursor.Baseline(ONE, false, TWO, "p"),
        new SyncTokenCursor.Bridge("t", null, ONE, null),
        new SyncTokenCursor.Bridge("t", ONE, TWO, "p"),
        new SyncTokenCursor.Listing("t", null, true, TWO, "p"),
        new SyncTokenCursor.Ready("té\u0000", ONE, true),
        DeltaCursor.Comparing.start(),
        new DeltaCursor.Comparing(new SnapshotCursor.Held(MISSING)),
        new DeltaCursor.Listing("l", ONE, "p"),
        new DeltaCursor.Ready("l", null),
        new SnapshotCursor.Compared(SnapshotCursor.Missing.NONE, 0),
        new SnapshotCursor.Compared(MISSING, 3),
        new SnapshotCursor.Held(MISSING),
        new PartsCursor(null, List.of()),
        new PartsCursor(ONE, List.of("a")));
  }

  @ParameterizedTest
  @MethodSource("allKinds")
  void cursorIsReadAsItWasWritten(Cursor cursor) {
    assertThat(cursor.toJson()).matches("\\p{ASCII}*");
    assertThat(Cursor.parse(cursor.toJson())).isEqualTo(cursor);
  }

  @Test
  void onlyFieldsThatAreSetAreWritten() {
    assertThat(Cursor.fresh().toJson()).isEqualTo("{\"phase\":\"new\"}");
    assertThat(Cursor.freshSince(TWO).toJson()).isEqualTo("{\"phase\":\"new\",\"since\":2}");
    assertThat(new DateCursor.Between(null, null).toJson()).isEqualTo("{\"phase\":\"dates\"}");
    assertThat(new SyncTokenCursor.Ready("t", ONE, false).toJson())
        .isEqualTo("{\"phase\":\"sync-token\",\"token\":\"t\",\"tokenFrom\":1}");
  }

  @Test
  void momentsAreKeptInMilliseconds() {
    Instant since = Instant.parse("2026-05-05T12:00:00.123456Z");
    assertThat(Cursor.freshSince(since))
        .isEqualTo(Cursor.freshSince(Instant.parse("2026-05-05T12:00:00.123Z")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{}",
        "{\"phase\":\"waning\"}",
        "{\"phase\":\"history\"}",
        "{\"phase\":\"dates-listing\",\"page\":\"p\"}",
        "{\"phase\":\"sync-token-baseline\",\"page\":\"p\"}",
        "{\"phase\":\"snapshot\",\"missing\":{\"ids\":[\"a\"],\"count\":0}}",
      })
  void otherTextsAreRefused(String json) {
    assertThatThrownBy(() -> Cursor.parse(json)).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void firstLookThatIsNotOverReportsChangesSinceAMoment() {
    assertThat(Cursor.fresh().pendingSince(ONE)).isEqualTo(Cursor.freshSince(ONE));
    assertThat(new DateCursor.FirstLook(null, ONE, "p").pendingSince(TWO))
        .isEqualTo(new DateCursor.FirstLook(TWO, ONE, "p"));
    assertThat(SyncTokenCursor.Baseline.start(null, true).pendingSince(TWO))
        .isEqualTo(SyncTokenCursor.Baseline.start(TWO, true));
    assertThat(new HistoryCursor.Baseline(null, false, "9").pendingSince(TWO))
        .isEqualTo(new HistoryCursor.Baseline(TWO, false, "9"));
  }

  @Test
  void momentIsNotReplacedAndAFinishedFirstLookNeedsNone() {
    Stream.of(
            Cursor.freshSince(ONE),
            new DateCursor.FirstLook(ONE, ONE, "p"),
            new DateCursor.Between(null, null),
            SyncTokenCursor.Baseline.start(ONE, true),
            new HistoryCursor.Baseline(ONE, true, null),
            new HistoryCursor.Ready("10", 0))
        .forEach(cursor -> assertThat(cursor.pendingSince(TWO)).isEqualTo(cursor));
  }

  @Test
  void deletesAreConfirmedOnlyWhileTheyAreHeld() {
    assertThat(new SnapshotCursor.Held(MISSING).confirmDeletes())
        .isEqualTo(new SnapshotCursor.Compared(MISSING, 3));
    Cursor compared = new SnapshotCursor.Compared(MISSING, 0);
    assertThat(compared.confirmDeletes()).isEqualTo(compared);
    assertThat(Cursor.fresh().confirmDeletes()).isEqualTo(Cursor.fresh());
    assertThat(new DeltaCursor.Comparing(new SnapshotCursor.Held(MISSING)).confirmDeletes())
        .isEqualTo(new DeltaCursor.Comparing(new SnapshotCursor.Compared(MISSING, 3)));
  }

  @Test
  void requestHasItsModeAndSecondsForRoutes() {
    Instant since = Instant.ofEpochMilli(5_999);
    PageRequest request = new PageRequest(PageRequest.Mode.BRIDGE, null, null, since);
    assertThat(request.getMode()).isEqualTo("bridge");
    assertThat(request.getSinceSeconds()).isEqualTo(5);
    assertThat(new PageRequest(PageRequest.Mode.CHANGES, "c", null, null).getSinceSeconds())
        .isNull();
  }
}
