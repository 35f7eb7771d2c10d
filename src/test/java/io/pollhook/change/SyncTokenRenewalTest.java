package io.pollhook.change;

import static io.pollhook.change.Pages.page;
import static io.pollhook.change.Pages.pageOf;
import static io.pollhook.change.Pages.typesAndIds;
import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.change.PageRequest.Mode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** Refused sync tokens: first a new one is fetched, then everything updated since the old one. */
class SyncTokenRenewalTest {
  private static final Instant NOW = Instant.parse("2026-05-05T12:00:00Z");
  private static final Instant OLD = NOW.minus(Duration.ofDays(3));
  private static final Duration OVERLAP = Duration.ofMinutes(10);
  private static final Cursor READY = new SyncTokenCursor.Ready("t1", OLD, false);

  private final Ledger ledger = new Ledger(new MemoryLedger());

  private SyncTokenReader reader(Cursor cursor) {
    return new SyncTokenReader(cursor, ledger, new TestFields(ChronoUnit.MILLIS), OVERLAP);
  }

  private static PageRequest bridge(Instant since) {
    return new PageRequest(Mode.BRIDGE, null, null, since);
  }

  private static final PageRequest BASELINE = new PageRequest(Mode.BASELINE, null, null, null);

  @Test
  void refusedTokenIsBridgedFromItsTime() {
    SyncTokenReader reader = reader(READY);
    reader.renew(NOW);
    assertThat(reader.takeGap()).isEmpty();
    assertThat(reader.next()).contains(BASELINE);
    reader.read(pageOf(NOW, null, "t2", "{'id':'x','updated':'2026-05-05T11:55:00Z'}"));
    assertThat(reader.next()).contains(bridge(OLD.minus(OVERLAP)));
    Page changed =
        page(NOW, "{'id':'x','updated':'2026-05-05T11:55:00Z'}", "{'id':'gone','deleted':true}");
    assertThat(typesAndIds(reader.read(changed))).containsExactly("UPDATED x", "DELETED gone");
    assertThat(reader.next()).isEmpty();
    assertThat(reader.cursor()).isEqualTo(new SyncTokenCursor.Ready("t2", NOW, true));
    assertThat(reader.pruneBefore()).isNull();
  }

  @Test
  void tokenThatKeepsFailingIsBridgedLikeARefusedOne() {
    SyncTokenReader reader = reader(READY);
    assertThat(reader.startsOver()).isEqualTo(StartOver.COMPLETE);
    reader.startOver(NOW);
    assertThat(reader.startsOver()).isEqualTo(StartOver.USELESS);
    assertThat(reader.next()).contains(BASELINE);
    reader.read(pageOf(NOW, null, "t2"));
    assertThat(reader.next()).contains(bridge(OLD.minus(OVERLAP)));
    assertThat(reader.takeGap()).isEmpty();
  }

  @Test
  void bridgeThatKeepsFailingIsLeftOutWithAGap() {
    SyncTokenReader reader = reader(new SyncTokenCursor.Bridge("t2", NOW, OLD, null));
    assertThat(reader.startsOver()).isEqualTo(StartOver.WITH_GAP);
    reader.startOver(NOW);
    assertThat(reader.takeGap().orElseThrow()).contains("cannot be listed");
    assertThat(reader.cursor()).isEqualTo(new SyncTokenCursor.Ready("t2", NOW, true));
  }

  @Test
  void tokenOfUnknownTimeIsBridgedFromTheLastPoll() {
    SyncTokenReader reader = reader(new SyncTokenCursor.Ready("t1", null, false));
    reader.renew(OLD);
    reader.read(pageOf(NOW, null, "t2"));
    assertThat(reader.next()).contains(bridge(OLD.minus(OVERLAP)));
  }

  @Test
  void beforeAnyPollThereIsNothingToBridge() {
    SyncTokenReader reader = reader(new SyncTokenCursor.Ready("t1", null, false));
    reader.renew(null);
    reader.read(pageOf(NOW, null, "t2"));
    assertThat(reader.next()).isEmpty();
  }

  @Test
  void forgottenPageTokenRestartsTheListing() {
    SyncTokenReader reader = reader(new SyncTokenCursor.Listing("t1", OLD, false, NOW, "2"));
    reader.renew(NOW);
    assertThat(reader.takeGap()).isEmpty();
    assertThat(reader.cursor()).isEqualTo(new SyncTokenCursor.Ready("t1", OLD, true));
  }

  @Test
  void refusedBaselineKeepsTheDateOfLaterReports() {
    SyncTokenReader reader = reader(Cursor.freshSince(OLD));
    reader.renew(null);
    assertThat(reader.takeGap()).isEmpty();
    assertThat(reader.cursor()).isEqualTo(SyncTokenCursor.Baseline.start(OLD, true));
  }

  @Test
  void lateFirstLookReportsChangesSinceTheFeedWasCreated() {
    Instant since = NOW.minus(Duration.ofMinutes(5));
    SyncTokenReader reader = reader(Cursor.freshSince(since));
    String before = "{'id':'before','updated':'2026-05-05T11:54:59Z'}";
    String on = "{'id':'on','updated':'2026-05-05T11:55:00Z'}";
    reader.read(pageOf(NOW, null, "t1", before, on, "{'id':'undated'}"));
    assertThat(reader.next()).contains(bridge(since));
    assertThat(typesAndIds(reader.read(page(NOW, before, on)))).containsExactly("UPDATED on");
  }

  @Test
  void bridgeOfMoreThan28DaysIsShortenedWithAGap() {
    SyncTokenReader reader =
        reader(new SyncTokenCursor.Ready("t1", NOW.minus(Duration.ofDays(40)), false));
    reader.renew(null);
    reader.read(pageOf(NOW, null, "t2"));
    reader.renew(null);
    assertThat(reader.takeGap().orElseThrow()).contains("28 days");
    assertThat(reader.next()).contains(bridge(NOW.minus(Duration.ofDays(28))));
  }

  @Test
  void refusedShortBridgeStartsAgainWithANewToken() {
    SyncTokenReader reader = reader(READY);
    reader.renew(null);
    reader.read(pageOf(NOW, null, "t2"));
    reader.renew(null);
    assertThat(reader.takeGap()).isEmpty();
    assertThat(reader.next()).contains(BASELINE);
    reader.read(pageOf(NOW, null, "t3"));
    assertThat(reader.next()).contains(bridge(OLD.minus(OVERLAP)));
  }

  @Test
  void continuedBridgeThatIsRefusedStartsAgainWithANewToken() {
    SyncTokenReader reader = reader(new SyncTokenCursor.Bridge("t1", NOW, OLD, null));
    reader.renew(null);
    assertThat(reader.takeGap()).isEmpty();
    assertThat(reader.next()).contains(BASELINE);
  }

  @Test
  void bridgeOfSeveralPagesContinues() {
    SyncTokenReader reader = reader(new SyncTokenCursor.Bridge("t1", NOW, OLD, null));
    reader.read(pageOf(NOW, "2", null));
    assertThat(reader.next()).contains(new PageRequest(Mode.BRIDGE, null, "2", OLD));
    assertThat(reader.pruneBefore()).isNull();
  }
}
