package io.pollhook.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * One attempt to deliver a notification, for people.
 *
 * @param attemptedAt when it began
 * @param statusCode what the callback answered; null if it did not answer
 * @param error why it failed, at most 500 characters, without anything secret; null if the callback
 *     took the notification
 * @param duration until the answer, the failure or the deadline; a person's own steps included
 * @param responseBody the beginning of the answer's body, at most 1,024 bytes of it; null if there
 *     was none
 */
public record AttemptRecord(
    Instant attemptedAt,
    Integer statusCode,
    String error,
    Duration duration,
    String responseBody) {}
