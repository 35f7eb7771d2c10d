package io.pollhook.change;

import static io.pollhook.change.Pages.pageOf;
import static io.pollhook.change.Pages.typesAndIds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes of a message that several records of one poll name. */
class HistoryFatesTest {
  private static final Instant NOW = Instant.parse("2026-05-05T12:00:00Z");
  private static final Cursor AT_10 = new HistoryCursor.Ready("10", 0);

  private final MemoryLedger stored = new MemoryLedger();

  private List<Change> read(String... records) {
    HistoryReader reader = new HistoryReader(AT_10, new Ledger(stored), Duration.ofMinutes(10));
    return reader.read(pageOf(NOW, null, "99", records));
  }

  /** A record such as {@code 11:added:a,b}. */
  private static String log(String text) {
    String[] parts = text.split(":", -1);
    List<String> entries =
        Stream.of(parts[2].split(",", -1))
            .map(
                id ->
                    "{'message':{'id':'%s','at':%s},'labelIds':['L%s']}"
                        .formatted(id, parts[0], parts[0]))
            .toList();
    return "{'id':'%s','%s':%s}".formatted(parts[0], parts[1], entries);
  }

  private static String startId(Cursor checkpoint) {
    return checkpoint == null ? null : ((HistoryCursor.Ready) checkpoint).startId();
  }

  @ParameterizedTest
  @CsvSource({
    "11:messagesAdded:a, 12:labelsAdded:b, CREATED a, UPDATED b",
    "11:messagesAdded:a, 12:labelsAdded:a, CREATED a,",
    "11:messagesAdded:a, 12:messagesDeleted:a, ,",
    "11:labelsRemoved:a, 12:messagesDeleted:a, DELETED a,",
    "11:labelsRemoved:a, 12:labelsAdded:a, UPDATED a,",
    "11:messagesDeleted:a, 12:messagesDeleted:b, DELETED a, DELETED b",
    "11:messagesAdded:a, 12:messagesAdded:b, CREATED a, CREATED b",
  })
  void eachMessageIsReportedOnce(String first, String second, String one, String other) {
    List<String> expected = Stream.of(one, other).filter(text -> text != null).toList();
    assertThat(typesAndIds(read(log(first), log(second)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "created, 11:messagesAdded:a,",
    "created, 11:labelsAdded:a, UPDATED a",
    "created, 11:messagesDeleted:a, DELETED a",
    "seen, 11:messagesDeleted:a, DELETED a",
    "deleted, 11:messagesDeleted:a,",
    "deleted, 11:labelsAdded:a,",
  })
  void knownMessageIsReportedOnlyIfItChanged(String known, String historyRecord, String expected) {
    stored.write(List.of(LedgerEntry.of("a", known, NOW)));
    assertThat(typesAndIds(read(log(historyRecord))))
        .isEqualTo(Stream.of(expected).filter(text -> text != null).toList());
  }

  @Test
  void allMessagesOfARecordAreReported() {
    assertThat(typesAndIds(read(log("11:messagesAdded:a,b,c"))))
        .containsExactly("CREATED a", "CREATED b", "CREATED c");
  }

  @Test
  void recordWithoutChangesReportsNothing() {
    assertThat(read("{'id':'11','messages':[{'id':'a'}]}")).isEmpty();
  }

  @Test
  void reportHasTheLastStateAndAllLabels() {
    List<Change> changes =
        read(
            log("11:labelsAdded:a"),
            log("12:labelsRemoved:a"),
            log("13:labelsAdded:a"),
            log("14:messagesAdded:b"));
    assertThat(changes.get(0).raw())
        .isEqualTo(
            Pages.json("{'id':'a','at':13,'labelsAdded':['L11','L13'],'labelsRemoved':['L12']}"));
  }

  @Test
  void reportsHaveLedgerEntries() {
    assertThat(
            read(log("11:messagesAdded:a"), log("12:labelsAdded:b"), log("13:messagesDeleted:c")))
        .extracting(Change::entry)
        .containsExactly(
            LedgerEntry.of("a", "created", NOW),
            LedgerEntry.of("b", "labelled@12", NOW),
            LedgerEntry.of("c", "deleted", NOW));
  }

  @Test
  void labelsAreReportedOnceIfTheirRecordsAreReadAgain() {
    read(log("11:messagesAdded:a"), log("12:labelsAdded:a"), log("13:labelsAdded:b"))
        .forEach(change -> stored.write(List.of(change.entry())));

    List<Change> again =
        read(
            log("11:messagesAdded:a"),
            log("12:labelsAdded:a"),
            log("13:labelsAdded:b"),
            log("14:labelsAdded:b"));

    assertThat(typesAndIds(again)).containsExactly("UPDATED b");
    assertThat(again.get(0).raw().path("labelsAdded")).hasToString("[\"L14\"]");
  }

  @Test
  void eachCheckpointIsTheRecordBeforeTheNextMessage() {
    List<Change> changes =
        read(
            log("11:messagesAdded:a"),
            log("12:labelsAdded:a"),
            log("13:messagesAdded:b"),
            log("14:messagesAdded:c,d"));
    assertThat(changes)
        .extracting(change -> startId(change.checkpoint()))
        .containsExactly("12", "13", "13", null);
  }

  @Test
  void theCheckpointWithinTheFirstRecordIsTheCursor() {
    assertThat(read(log("11:messagesAdded:a,b")).get(0).checkpoint()).isEqualTo(AT_10);
  }

  @Test
  void recordsOfAnAddedAndDeletedMessageAreReadAgainTogether() {
    List<Change> changes =
        read(
            log("11:messagesAdded:a"),
            log("12:messagesAdded:gone"),
            log("13:messagesAdded:b"),
            log("14:messagesAdded:c"),
            log("15:messagesDeleted:gone"),
            log("16:messagesAdded:d"));
    assertThat(changes)
        .extracting(change -> startId(change.checkpoint()))
        .containsExactly("11", "11", "15", null);
  }

  @Test
  void recordsOfInterleavedAddedAndDeletedMessagesAreReadAgainTogether() {
    List<Change> changes =
        read(
            log("11:messagesAdded:x"),
            log("12:messagesAdded:y"),
            log("13:messagesDeleted:x"),
            log("14:messagesAdded:a"),
            log("15:messagesAdded:b"),
            log("16:messagesDeleted:y"));
    assertThat(changes.get(0).checkpoint()).isEqualTo(AT_10);
  }
}
