package io.pollhook.change;

import static io.pollhook.change.Pages.page;
import static io.pollhook.change.Pages.typesAndIds;
import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.change.PageRequest.Mode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Cursors that the first version of Pollhook stored: an upgrade keeps the position of every feed.
 */
class EarlierCursorsTest {
  private static final Instant NOON = Instant.parse("2026-05-05T12:00:00Z");
  private static final Duration OVERLAP = Duration.ofMinutes(10);
  private static final DatePolicy POLICY =
      new DatePolicy(OVERLAP, Duration.ZERO, false, false, false);
  private static final TestFields FIELDS = new TestFields(ChronoUnit.MILLIS);

  private final MemoryLedger stored = new MemoryLedger();
  private final Ledger ledger = new Ledger(stored);

  private static Cursor cursor(String json) {
    return Cursor.parse(json.replace('\'', '"'));
  }

  private ChangeReader reader(String kind, Cursor cursor) {
    return switch (kind) {
      case "dates" -> new DateReader(cursor, ledger, FIELDS, POLICY, NOON);
      case "history" -> new HistoryReader(cursor, ledger, OVERLAP);
      case "sync-token" -> new SyncTokenReader(cursor, ledger, FIELDS, OVERLAP);
      case "snapshot" -> new SnapshotReader(cursor, ledger, FIELDS, true);
      default -> new PartsReader(cursor);
    };
  }

  /** The epoch millisecond 1777978800000 is 11:00. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      quoteCharacter = '~',
      value = {
        "dates      | {'phase':'new'}                                    | CHANGES  | - | - | 11:50",
        "dates      | {'phase':'new','since':1777978800000}              | CHANGES  | - | - | 11:00",
        "dates      | {'phase':'ready'}                                  | CHANGES  | - | - | 11:50",
        "dates      | {'phase':'ready','since':1777978800000}            | CHANGES  | - | - | 11:00",
        "dates      | {'phase':'ready','token':'1777981800000 W/e1'}     | CHANGES  | W/e1 | - | 11:50",
        "dates      | {'phase':'ready','token':'1777981700000 W/e1'}     | CHANGES  | - | - | 11:50",
        "dates      | {'phase':'ready','page':'2','since':1777978800000} | CHANGES  | - | 2 | 11:00",
        "history    | {'phase':'new'}                                    | BASELINE | - | - | -",
        "history    | {'phase':'baseline','since':1777978800000}         | BASELINE | - | - | -",
        "history    | {'phase':'bridge','token':'9','since':1777978800000,'silent':true} | BRIDGE | - | - | 11:00",
        "history    | {'phase':'ready','token':'9'}                      | CHANGES  | 9 | - | -",
        "history    | {'phase':'ready','token':'9','most':7}             | CHANGES  | 9 | - | -",
        "sync-token | {'phase':'new','since':1777978800000}              | BASELINE | - | - | -",
        "sync-token | {'phase':'baseline','page':'2','again':1777978800000} | BASELINE | - | 2 | -",
        "sync-token | {'phase':'bridge','token':'t','since':1777978800000,'again':1777981800000} | BRIDGE | - | - | 11:00",
        "sync-token | {'phase':'bridge','token':'t','page':'2','since':1777978800000,'again':1777981800000} | BRIDGE | - | 2 | 11:00",
        "sync-token | {'phase':'ready','token':'t'}                      | CHANGES  | t | - | -",
        "sync-token | {'phase':'ready','token':'t','since':1777978800000,'repeats':true} | CHANGES | t | - | -",
        "sync-token | {'phase':'ready','token':'t','page':'2','since':1777978800000,'again':1777981800000} | CHANGES | t | 2 | -",
        "snapshot   | {'phase':'new'}                                    | CHANGES  | - | - | -",
        "snapshot   | {'phase':'ready','missing':['a']}                  | CHANGES  | - | - | -",
        "parts      | {'phase':'ready','since':1777978800000,'missing':['a']} | CHANGES | - | - | -",
      })
  void theNextRequestIsTheSame(
      String kind, String json, Mode mode, String token, String page, String since) {
    PageRequest request = reader(kind, cursor(json)).next().orElseThrow();
    Instant bound = since == null ? null : Instant.parse("2026-05-05T" + since + ":00Z");
    assertThat(request).isEqualTo(new PageRequest(mode, token, page, bound));
  }

  @Test
  void newCursorsAreStillNew() {
    assertThat(cursor("{'phase':'new'}").isNew()).isTrue();
    assertThat(cursor("{'phase':'ready'}").isNew()).isFalse();
    assertThat(reader("dates", cursor("{'phase':'ready'}")).cursor())
        .isEqualTo(new DateCursor.Between(null, null));
  }

  @Test
  void theLimitOfRecordsIsKept() {
    ChangeReader reader = reader("history", cursor("{'phase':'ready','token':'9','most':1}"));
    Page first =
        Pages.pageOf(NOON, "2", "50", "{'id':'11','messagesAdded':[{'message':{'id':'m'}}]}");
    assertThat(typesAndIds(reader.read(first))).containsExactly("CREATED m");
    assertThat(reader.hasMore()).isTrue();
  }

  @Test
  void silentBridgeStaysSilent() {
    Cursor bridge = cursor("{'phase':'bridge','token':'9','since':1777978800000,'silent':true}");
    ChangeReader reader = reader("history", bridge);
    assertThat(reader.read(page(NOON, "{'id':'m'}"))).isEmpty();
    assertThat(reader.cursor()).isEqualTo(new HistoryCursor.Ready("9", 0));
  }

  @Test
  void changesThatMayRepeatAreComparedWithTheLedger() {
    String raw = "{'id':'a','n':1}";
    stored.write(List.of(LedgerEntry.latest("a", Pages.json(raw).toString(), NOON)));
    ChangeReader reader =
        reader("sync-token", cursor("{'phase':'ready','token':'t','repeats':true}"));
    assertThat(reader.read(Pages.pageOf(NOON, null, "t2", raw))).isEmpty();
  }

  @Test
  void timeOfATokenIsKept() {
    String ready = "{'phase':'ready','token':'t','since':1777978800000}";
    ChangeReader reader = reader("sync-token", cursor(ready));
    reader.renew(NOON);
    reader.read(Pages.pageOf(NOON, null, "t2"));
    assertThat(reader.next().orElseThrow().since())
        .isEqualTo(Instant.parse("2026-05-05T10:50:00Z"));
  }

  @Test
  void missingObjectNeedsOneMoreListing() {
    stored.write(List.of(LedgerEntry.latest("a", "v", NOON), LedgerEntry.latest("b", "v", NOON)));
    ChangeReader reader = reader("snapshot", cursor("{'phase':'ready','missing':['a']}"));
    assertThat(typesAndIds(reader.read(page(NOON)))).containsExactly("DELETED a");
  }

  @Test
  void heldDeletesAreReportedOnceConfirmed() {
    String twelve = "'1','2','3','4','5','6','7','8','9','10','11','12'";
    for (int i = 1; i <= 12; i++) {
      stored.write(List.of(LedgerEntry.latest(String.valueOf(i), "v", NOON)));
    }
    String json = "{'phase':'ready','missing':[" + twelve + "]}";
    ChangeReader held = reader("snapshot", cursor(json));
    assertThat(held.read(page(NOON))).isEmpty();
    assertThat(held.hold()).isPresent();
    Cursor confirmed = Cursor.parse(cursor(json).confirmDeletes().toJson());
    assertThat(reader("snapshot", confirmed).read(page(NOON))).hasSize(12);
  }

  @Test
  void listOfPartsKeepsItsTimeAndMissingParts() {
    Cursor list = cursor("{'phase':'ready','since':1777978800000,'missing':['a']}");
    assertThat(PartsCursor.missing(list)).containsExactly("a");
    assertThat(PartsCursor.ofNewPart(list))
        .isEqualTo(Cursor.freshSince(Instant.parse("2026-05-05T11:00:00Z")));
  }

  @Test
  void baselineWithoutAMomentGetsOne() {
    Cursor baseline = cursor("{'phase':'baseline','page':'2','again':1777978800000}");
    Cursor pending = Cursor.parse(baseline.pendingSince(NOON).toJson());
    assertThat(reader("sync-token", pending).cursor())
        .isEqualTo(
            new SyncTokenCursor.Baseline(NOON, false, Instant.parse("2026-05-05T11:00:00Z"), "2"));
    assertThat(pending.pendingSince(NOON.plusSeconds(1))).isEqualTo(pending);
  }

  @Test
  void cursorOfAnotherKindStartsAgain() {
    Cursor other = new HistoryCursor.Ready("9", 0);
    assertThat(reader("dates", other).cursor()).isEqualTo(Cursor.fresh());
    assertThat(reader("snapshot", other).cursor()).isEqualTo(Cursor.fresh());
    assertThat(reader("parts", other).cursor()).isEqualTo(Cursor.fresh());
    assertThat(reader("sync-token", other).cursor().isNew()).isTrue();
    assertThat(reader("history", new PartsCursor(null, List.of())).cursor().isNew()).isTrue();
  }
}
