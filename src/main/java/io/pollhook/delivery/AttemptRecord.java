package io.pollhook.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * One attempt to deliver a notification, as shown to people.
 *
 * @param attemptedAt when it began
 * @param statusCode the callback's status code; null if it did not answer
 * @param error why it failed, at most 500 characters, without secrets; null if the callback
 *     accepted the notification
 * @param duration the time until the answer, the failure or the deadline, including the
 *     notification hook
 * @param responseBody the first 1,024 bytes of the response body at most; null if there was none
 */
public record AttemptRecord(
    Instant attemptedAt,
    Integer statusCode,
    String error,
    Duration duration,
    String responseBody) {}
