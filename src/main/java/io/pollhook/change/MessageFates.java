package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the records of one poll together: one change per message, in the order of first mention. */
final class MessageFates {
  private final List<JsonNode> records;
  private final Ledger ledger;
  private final Instant reportedAt;
  private final Map<String, MessageFate> fates = new LinkedHashMap<>();

  MessageFates(List<JsonNode> records, Ledger ledger, Instant reportedAt) {
    this.records = records;
    this.ledger = ledger;
    this.reportedAt = reportedAt;
    for (int i = 0; i < records.size(); i++) {
      read(i, records.get(i));
    }
  }

  private void read(int index, JsonNode historyRecord) {
    historyRecord.path("messagesAdded").forEach(entry -> of(index, entry).added(entry));
    historyRecord.path("messagesDeleted").forEach(entry -> of(index, entry).deleted(entry));
    for (String how : new String[] {"labelsAdded", "labelsRemoved"}) {
      historyRecord.path(how).forEach(entry -> of(index, entry).labelled(entry, how));
    }
  }

  private MessageFate of(int index, JsonNode entry) {
    JsonNode id = entry.path("message").path("id");
    if (!id.isTextual()) {
      throw new MalformedPageException("expected a message with an id in the history");
    }
    return fates.computeIfAbsent(id.textValue(), key -> new MessageFate(key, index));
  }

  /**
   * The changes. Each carries the place from which the next poll would find all that come after it,
   * so that a poll that breaks off keeps what it has.
   */
  List<Change> changes(Cursor start) {
    ledger.prepare(fates.keySet());
    List<MessageFate> ordered = List.copyOf(fates.values());
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < ordered.size(); i++) {
      Cursor checkpoint =
          i + 1 < ordered.size() ? before(ordered.get(i + 1).firstRecord(), start) : null;
      ordered.get(i).change(ledger, reportedAt, checkpoint).ifPresent(changes::add);
    }
    return changes;
  }

  private Cursor before(int index, Cursor start) {
    return index == 0 ? start : start.withToken(HistoryReader.recordId(records.get(index - 1)));
  }
}
