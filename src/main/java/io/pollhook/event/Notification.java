package io.pollhook.event;

/**
 * Up to {@value Notifications#MOST_EVENTS} events on their way to a callback. Id and body stay the
 * same over all attempts.
 *
 * @param id unique and time-ordered; the body's {@code id} and {@code message.eventId}
 * @param body JSON, the exact bytes that are sent and signed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copying each body costs
public record Notification(String id, byte[] body) {}
