package io.pollhook.delivery;

import java.time.Instant;

/**
 * One notification and what became of it.
 *
 * @param id the {@code message.eventId} of its body
 * @param createdAt when its events were committed
 * @param body what the callback receives, JSON
 * @param attempts how often it was sent
 * @param settledAt when it was delivered; null before
 * @param lastError why the last attempt failed; null where it did not
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record NotificationRecord(
    String id,
    long instanceId,
    Instant createdAt,
    byte[] body,
    int attempts,
    Instant settledAt,
    String lastError) {

  /** How far it is, in Cloud Elements' words. */
  public enum Status {
    /** Not sent yet. */
    NEW,
    /** Sent, but not taken yet. */
    DISPATCHED,
    /** Delivered. */
    NOTIFIED
  }

  /** How far it is. */
  public Status status() {
    if (settledAt != null) {
      return Status.NOTIFIED;
    }
    return attempts == 0 ? Status.NEW : Status.DISPATCHED;
  }
}
