package io.pollhook.delivery;

import java.time.Duration;

/**
 * An attempt that has ended and how.
 *
 * @param seq the notification's row
 * @param number 1 for the notification's first attempt
 * @param startedAt epoch milliseconds
 */
record Receipt(long seq, int number, long startedAt, Duration duration, AttemptResult outcome) {}
