package io.pollhook.change;

import static io.pollhook.change.Pages.page;
import static io.pollhook.change.Pages.pageOf;
import static io.pollhook.change.Pages.typesAndIds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories of several pages, and the cursor after them. */
class HistoryPagesTest {
  private static final Instant NOW = Instant.parse("2026-05-05T12:00:00Z");
  private static final Duration OVERLAP = Duration.ofMinutes(10);
  private static final Cursor AT_10 = at("10");

  private static Cursor at(String id) {
    return new HistoryCursor.Ready(id, 0);
  }

  private static HistoryReader reader(Cursor cursor) {
    return new HistoryReader(cursor, new Ledger(new MemoryLedger()), OVERLAP);
  }

  private static String added(int id) {
    return "{'id':'%d','messagesAdded':[{'message':{'id':'m%d'}}]}".formatted(id, id);
  }

  @Test
  void allPagesAreReportedTogetherAndTheCursorMovesToTheEnd() {
    HistoryReader reader = reader(AT_10);
    assertThat(reader.next().orElseThrow())
        .isEqualTo(new PageRequest(PageRequest.Mode.CHANGES, "10", null, null));
    assertThat(reader.read(pageOf(NOW, "2", "50", added(11)))).isEmpty();
    assertThat(reader.next().orElseThrow())
        .isEqualTo(new PageRequest(PageRequest.Mode.CHANGES, "10", "2", null));
    assertThat(typesAndIds(reader.read(pageOf(NOW.plusSeconds(60), null, "60", added(12)))))
        .containsExactly("CREATED m11", "CREATED m12");
    assertThat(reader.next()).isEmpty();
    assertThat(reader.hasMore()).isFalse();
    assertThat(reader.cursor()).isEqualTo(at("50"));
    assertThat(reader.pruneBefore()).isEqualTo(NOW.minus(Duration.ofMinutes(20)));
  }

  @Test
  void recordsThatAppearWhilePagingMoveTheCursorToo() {
    HistoryReader reader = reader(AT_10);
    reader.read(pageOf(NOW, "2", "11", added(11)));
    reader.read(pageOf(NOW, null, "60", added(55)));
    assertThat(reader.cursor()).isEqualTo(at("55"));
  }

  @Test
  void theCursorMovesWithoutRecords() {
    HistoryReader reader = reader(AT_10);
    assertThat(reader.read(pageOf(NOW, null, "18446744073709551615"))).isEmpty();
    assertThat(reader.cursor()).isEqualTo(at("18446744073709551615"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"9", "10"})
  void theCursorNeverMovesBackwards(String historyId) {
    HistoryReader reader = reader(AT_10);
    reader.read(pageOf(NOW, null, historyId));
    assertThat(reader.cursor()).isEqualTo(AT_10);
  }

  @Test
  void theCursorNeverMovesBackwardsToAnOldRecord() {
    HistoryReader reader = reader(AT_10);
    reader.read(pageOf(NOW, null, "9", added(8), added(9)));
    assertThat(reader.cursor()).isEqualTo(AT_10);
  }

  @Test
  void listingThatBreaksOffIsRepeatedUpToTheSameRecord() {
    HistoryReader first = reader(AT_10);
    first.read(pageOf(NOW, "2", "50", added(11), added(12)));
    assertThat(first.cursor()).isEqualTo(new HistoryCursor.Ready("10", 2));
    HistoryReader second = reader(first.cursor());
    assertThat(second.read(pageOf(NOW, "2", "50", added(11)))).isEmpty();
    assertThat(typesAndIds(second.read(pageOf(NOW, "3", "50", added(12)))))
        .containsExactly("CREATED m11", "CREATED m12");
    assertThat(second.hasMore()).isTrue();
    assertThat(second.next()).isEmpty();
    assertThat(second.pruneBefore()).isNull();
    assertThat(second.cursor()).isEqualTo(at("12"));
  }

  @Test
  void recordsBeyondTheMemoryLimitAreLeftToTheNextPoll() {
    HistoryReader reader = reader(AT_10);
    int most = (int) (HistoryReader.MAX_BYTES / TreeSize.of(Pages.json(added(10_000))));
    String[] records =
        IntStream.range(0, most).mapToObj(i -> added(10_000 + i)).toArray(String[]::new);
    assertThat(reader.read(pageOf(NOW, "2", "50000", records))).isEmpty();
    assertThat(reader.read(pageOf(NOW, "3", "50000", added(20_000)))).hasSize(most + 1);
    assertThat(reader.hasMore()).isTrue();
    assertThat(reader.next()).isEmpty();
    assertThat(reader.cursor()).isEqualTo(at("20000"));
  }

  @Test
  void largeRecordsAreLimitedToo() {
    HistoryReader reader = reader(AT_10);
    String subject = "x".repeat((int) HistoryReader.MAX_BYTES);
    String large = added(11).replace("'id':'m11'", "'id':'m11','subject':'" + subject + "'");
    assertThat(reader.read(pageOf(NOW, "2", "50000", large))).hasSize(1);
    assertThat(reader.hasMore()).isTrue();
  }

  @Test
  void forgottenPageTokenRestartsTheListing() {
    HistoryReader reader = reader(AT_10);
    reader.read(pageOf(NOW, "2", "50", added(11)));
    reader.renew(NOW);
    assertThat(reader.takeGap()).isEmpty();
    assertThat(reader.next().orElseThrow())
        .isEqualTo(new PageRequest(PageRequest.Mode.CHANGES, "10", null, null));
    assertThat(reader.read(pageOf(NOW, null, "40", added(11)))).hasSize(1);
    assertThat(reader.cursor()).isEqualTo(at("40"));
  }

  @Test
  void nothingIsPrunedBeforeAPage() {
    assertThat(reader(AT_10).pruneBefore()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'id':'x','messagesAdded':[{'message':{'id':'a'}}]}",
        "{'messagesAdded':[{'message':{'id':'a'}}]}",
        "{'id':'','messagesAdded':[{'message':{'id':'a'}}]}",
        "{'id':{},'messagesAdded':[{'message':{'id':'a'}}]}",
        "{'id':'11','messagesAdded':[{'message':{'id':5}}]}",
        "{'id':'11','messagesAdded':[{}]}",
      })
  void recordWithoutIdsIsRefused(String broken) {
    assertThatThrownBy(() -> reader(AT_10).read(pageOf(NOW, null, "50", broken)))
        .isInstanceOf(MalformedPageException.class)
        .hasMessageContaining("expected");
  }

  @Test
  void longBrokenRecordIsShortenedInTheMessage() {
    String broken = "{'x':'" + "y".repeat(200) + "'}";
    assertThatThrownBy(() -> reader(AT_10).read(pageOf(NOW, null, "50", broken)))
        .hasMessage("expected an object with an id, got {\"x\":\"" + "y".repeat(93) + "…");
  }

  @Test
  void answerWithoutHistoryIdIsRefused() {
    assertThatThrownBy(() -> reader(AT_10).read(page(NOW)))
        .isInstanceOf(MalformedPageException.class)
        .hasMessage("expected a history id, got null");
  }
}
