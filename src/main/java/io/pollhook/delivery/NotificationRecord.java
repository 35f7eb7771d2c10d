package io.pollhook.delivery;

import java.time.Instant;

/**
 * One notification and what became of it.
 *
 * @param id the {@code message.eventId} of its body
 * @param createdAt when its events were committed
 * @param body the notification, JSON
 * @param attempts how often it was sent
 * @param settledAt when it was delivered or parked; null before
 * @param failed whether it was parked: given up after too many failed attempts
 * @param lastError why the last attempt failed; null if it did not
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

  /** How far it is, in Cloud Elements' words. */
  public enum Status {
    /** Not sent yet. */
    NEW,
    /** Sent, but not taken yet; it is sent again. */
    DISPATCHED,
    /** Delivered. */
    NOTIFIED,
    /** Parked: the callback kept refusing it. It is sent again only if someone asks for it. */
    FAILED
  }

  /** How far it is. */
  public Status status() {
    if (settledAt != null) {
      return failed ? Status.FAILED : Status.NOTIFIED;
    }
    return attempts == 0 ? Status.NEW : Status.DISPATCHED;
  }
}
