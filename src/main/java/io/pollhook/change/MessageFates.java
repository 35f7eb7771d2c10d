package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Combines the records of one poll: one change per message, in the order in which the records first
 * name them.
 */
final class MessageFates {
  private static final List<String> LABELS = List.of("labelsAdded", "labelsRemoved");

  private final List<JsonNode> records;
  private final Ledger ledger;
  private final Instant reportedAt;
  private final Map<String, MessageFate> fates = new LinkedHashMap<>();

  /** The messages that were both added and deleted, latest first. */
  private final List<MessageFate> addedAndDeleted;

  MessageFates(List<JsonNode> records, Ledger ledger, Instant reportedAt) {
    this.records = records;
    this.ledger = ledger;
    this.reportedAt = reportedAt;
    ledger.prepare(records.stream().flatMap(MessageFates::entries).map(MessageFates::id).toList());
    for (int i = 0; i < records.size(); i++) {
      read(i, records.get(i));
    }
    addedAndDeleted =
        fates.values().stream()
            .filter(MessageFate::addedAndDeleted)
            .sorted(Comparator.comparingInt(MessageFate::firstRecord).reversed())
            .toList();
  }

  private void read(int index, JsonNode historyRecord) {
    historyRecord.path("messagesAdded").forEach(entry -> of(index, entry).added(entry));
    historyRecord.path("messagesDeleted").forEach(entry -> of(index, entry).deleted(entry));
    for (String how : LABELS) {
      historyRecord
          .path(how)
          .forEach(
              entry ->
                  of(index, entry).labelled(entry, how, HistoryReader.recordId(historyRecord)));
    }
  }

  private MessageFate of(int index, JsonNode entry) {
    MessageFate fate = fates.computeIfAbsent(id(entry), key -> new MessageFate(key, index, ledger));
    fate.namedBy(index);
    return fate;
  }

  private static Stream<JsonNode> entries(JsonNode historyRecord) {
    return Stream.concat(Stream.of("messagesAdded", "messagesDeleted"), LABELS.stream())
        .flatMap(what -> StreamSupport.stream(historyRecord.path(what).spliterator(), false));
  }

  private static String id(JsonNode entry) {
    JsonNode id = entry.path("message").path("id");
    if (!id.isTextual()) {
      throw new MalformedPageException("expected a message with an id in the history");
    }
    return id.textValue();
  }

  /**
   * Returns the changes. The checkpoint of each is the position from which the next poll finds all
   * changes after it, so that a poll that breaks off keeps what it has reported.
   *
   * @param start the id that the records were read from
   */
  List<Change> changes(HistoryCursor.Ready start) {
    List<MessageFate> ordered = List.copyOf(fates.values());
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < ordered.size(); i++) {
      Cursor checkpoint =
          i + 1 < ordered.size() ? before(ordered.get(i + 1).firstRecord(), start) : null;
      ordered.get(i).change(ledger, reportedAt, checkpoint).ifPresent(changes::add);
    }
    return changes;
  }

  /**
   * The position before a record. It never splits the records of a message that was added and
   * deleted.
   */
  private Cursor before(int index, HistoryCursor.Ready start) {
    int first = index;
    for (MessageFate fate : addedAndDeleted) {
      if (fate.firstRecord() < first && fate.lastRecord() >= first) {
        first = fate.firstRecord();
      }
    }
    return first == 0
        ? new HistoryCursor.Ready(start.startId(), 0)
        : start.upTo(HistoryReader.recordId(records.get(first - 1)));
  }
}
