package io.pollhook.google;

import java.time.Instant;
import java.util.List;

/**
 * The current state of a mail.
 *
 * @param internalDate when it was received, or the date given by an import
 * @param historyId the last history record that modified it
 */
record Message(
    String id,
    String threadId,
    String subject,
    List<String> labels,
    Instant internalDate,
    long historyId) {

  Message with(List<String> otherLabels, long otherHistoryId) {
    return new Message(id, threadId, subject, otherLabels, internalDate, otherHistoryId);
  }

  boolean has(String label) {
    return labels.contains(label);
  }
}
