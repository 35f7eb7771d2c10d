package io.pollhook.event;

/**
 * Up to {@value Notifications#MOST_EVENTS} events for a callback. Id and body are the same in all
 * attempts.
 *
 * @param id unique and time-ordered; the body's {@code id} and {@code message.eventId}
 * @param objectType the object type of all its events
 * @param body JSON, as written when the events were committed
 */
@SuppressWarnings(
    "ArrayRecordComponent") // never compared, and copying each body would be expensive
public record Notification(String id, String objectType, byte[] body) {}
