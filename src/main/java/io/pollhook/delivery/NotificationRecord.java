package io.pollhook.delivery;

import java.time.Instant;

/**
 * A notification and its delivery status.
 *
 * @param id the {@code message.eventId} of its body
 * @param createdAt when its events were committed
 * @param body the notification, JSON
 * @param attempts the number of attempts
 * @param settledAt when it was delivered or parked; null before
 * @param failed whether it was parked: given up after too many failed attempts
 * @param lastError why the last attempt failed; null if it succeeded
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record NotificationRecord(
    String id,
    long instanceId,
    Instant createdAt,
    byte[] body,
    int attempts,
    Instant settledAt,
    boolean failed,
    String lastError) {

  /** The delivery status in Cloud Elements' terms. */
  public enum Status {
    /** Not sent yet. */
    NEW,
    /** Sent, but not accepted yet; it is retried. */
    DISPATCHED,
    /** Delivered. */
    NOTIFIED,
    /** Parked: the callback kept refusing it. It is sent again only on request. */
    FAILED
  }

  /** The delivery status. */
  public Status status() {
    if (settledAt != null) {
      return failed ? Status.FAILED : Status.NOTIFIED;
    }
    return attempts == 0 ? Status.NEW : Status.DISPATCHED;
  }
}
