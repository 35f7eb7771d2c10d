package io.pollhook.event;

/**
 * Up to {@value Notifications#MOST_EVENTS} events on their way to a callback. Id and body stay the
 * same over all attempts.
 *
 * @param id unique and time-ordered; the body's {@code id} and {@code message.eventId}
 * @param objectType the object type of all its events
 * @param body JSON, as it was when the events were committed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copying each body costs
public record Notification(String id, String objectType, byte[] body) {}
