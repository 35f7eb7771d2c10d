package io.pollhook.delivery;

import java.time.Duration;

/**
 * A finished attempt and its result.
 *
 * @param seq the notification's row
 * @param number 1 for the notification's first attempt
 * @param startedAt epoch milliseconds
 */
record Receipt(long seq, int number, long startedAt, Duration duration, AttemptResult outcome) {}
