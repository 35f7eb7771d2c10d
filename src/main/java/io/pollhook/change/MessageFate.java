package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.event.EventType;
import java.time.Instant;
import java.util.Optional;

/** What happened to one message within one poll, put together from several history records. */
final class MessageFate {
  /** Ledger version of a message that was reported as created. */
  static final String CREATED = "created";

  /** Ledger version of a message that was there before the feed. */
  static final String SEEN = "seen";

  private static final String DELETED = "deleted";

  private final String id;
  private final int firstRecord;
  private int lastRecord;
  private ObjectNode message;
  private boolean added;
  private boolean deleted;
  private boolean labelled;

  MessageFate(String id, int firstRecord) {
    this.id = id;
    this.firstRecord = firstRecord;
  }

  /** The first record that names the message. */
  int firstRecord() {
    return firstRecord;
  }

  /** The last record that names the message. */
  int lastRecord() {
    return lastRecord;
  }

  void namedBy(int index) {
    lastRecord = index;
  }

  /** Whether it was added and permanently deleted. */
  boolean cameAndWent() {
    return added && deleted;
  }

  void added(JsonNode entry) {
    mentioned(entry);
    added = true;
  }

  void deleted(JsonNode entry) {
    mentioned(entry);
    deleted = true;
  }

  void labelled(JsonNode entry, String how) {
    mentioned(entry);
    labelled = true;
    ArrayNode labels = message.withArray(how);
    entry.path("labelIds").forEach(labels::add);
  }

  /** Keeps the latest state of the message, and the labels that earlier records named. */
  private void mentioned(JsonNode entry) {
    ObjectNode latest = entry.path("message").deepCopy();
    if (message != null) {
      for (String how : new String[] {"labelsAdded", "labelsRemoved"}) {
        if (message.has(how)) {
          latest.set(how, message.get(how));
        }
      }
    }
    message = latest;
  }

  /** The change to report; empty where it was reported, or came and went. */
  Optional<Change> change(Ledger ledger, Instant reportedAt, Cursor checkpoint) {
    boolean isNew = added && !ledger.knows(id, CREATED);
    if ((isNew && deleted) || ledger.knows(id, DELETED)) {
      return Optional.empty();
    }
    if (isNew) {
      return Optional.of(once(EventType.CREATED, CREATED, ledger, reportedAt, checkpoint));
    }
    if (deleted) {
      return Optional.of(once(EventType.DELETED, DELETED, ledger, reportedAt, checkpoint));
    }
    return labelled
        ? Optional.of(new Change(EventType.UPDATED, id, null, message, null, checkpoint))
        : Optional.empty();
  }

  /** A message is created and deleted once in its life: the ledger sees to it. */
  private Change once(
      EventType type, String version, Ledger ledger, Instant reportedAt, Cursor checkpoint) {
    LedgerEntry entry = ledger.reported(LedgerEntry.of(id, version, reportedAt));
    return new Change(type, id, null, message, entry, checkpoint);
  }
}
