package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.event.EventType;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/** The changes to one message within one poll, combined from several history records. */
final class MessageFate {
  /** The prefix of the ledger version of a message that was reported as created. */
  static final String CREATED = "created";

  /** The ledger version of a message that existed before the feed. */
  static final String SEEN = "seen";

  private static final String DELETED = "deleted";
  private static final String LABELLED = "labelled";

  /** Separates a version from the id of the last record whose labels its report has. */
  private static final char UP_TO = '@';

  private final String id;
  private final int firstRecord;
  private final BigInteger labelsReportedUpTo;
  private int lastRecord;
  private ObjectNode message;
  private boolean added;
  private boolean deleted;
  private BigInteger labelledBy;

  MessageFate(String id, int firstRecord, Ledger ledger) {
    this.id = id;
    this.firstRecord = firstRecord;
    this.labelsReportedUpTo =
        ledger.versions(id).stream()
            .map(MessageFate::labelsReportedUpTo)
            .reduce(BigInteger.ZERO, BigInteger::max);
  }

  private static BigInteger labelsReportedUpTo(String version) {
    int at = version.lastIndexOf(UP_TO);
    return at < 0 ? BigInteger.ZERO : new BigInteger(version.substring(at + 1));
  }

  /** Returns whether the message was reported as created. */
  static boolean isCreationReported(Ledger ledger, String id) {
    return ledger.knowsAnyOf(id, CREATED);
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

  /** Returns whether the message was added and permanently deleted. */
  boolean addedAndDeleted() {
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

  /**
   * Adds changed labels. A record that is read again, because the previous poll broke off, is not
   * reported again.
   */
  void labelled(JsonNode entry, String how, BigInteger recordId) {
    mentioned(entry);
    if (recordId.compareTo(labelsReportedUpTo) <= 0) {
      return;
    }
    labelledBy = recordId;
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

  /**
   * The change to report; empty if it was reported already, or the message was added and deleted.
   */
  Optional<Change> change(Ledger ledger, Instant reportedAt, Cursor checkpoint) {
    boolean isNew = added && !isCreationReported(ledger, id);
    if ((isNew && deleted) || ledger.knows(id, DELETED)) {
      return Optional.empty();
    }
    if (isNew) {
      String version = labelledBy == null ? CREATED : CREATED + UP_TO + labelledBy;
      return Optional.of(once(EventType.CREATED, version, ledger, reportedAt, checkpoint));
    }
    if (deleted) {
      return Optional.of(once(EventType.DELETED, DELETED, ledger, reportedAt, checkpoint));
    }
    if (labelledBy == null) {
      return Optional.empty();
    }
    String version = LABELLED + UP_TO + labelledBy;
    return Optional.of(once(EventType.UPDATED, version, ledger, reportedAt, checkpoint));
  }

  /** Creates a change and notes it in the ledger, so that it is reported only once. */
  private Change once(
      EventType type, String version, Ledger ledger, Instant reportedAt, Cursor checkpoint) {
    LedgerEntry entry = ledger.reported(LedgerEntry.of(id, version, reportedAt));
    return new Change(type, id, null, message, entry, checkpoint);
  }
}
