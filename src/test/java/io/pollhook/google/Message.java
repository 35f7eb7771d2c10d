package io.pollhook.google;

import java.time.Instant;
import java.util.List;

/**
 * A mail as it is now.
 *
 * @param internalDate when it was received, or what an import said
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
