package io.pollhook.delivery;

import java.time.Instant;

/**
 * How the deliveries of one instance go, for people.
 *
 * @param active whether anything is delivered at all
 * @param held whether the retries are used up, so that the callback is only probed now and then
 * @param waiting notifications that are not delivered yet
 * @param attempts failed ones in a row
 * @param nextAttempt when the next one is due; null while nothing waits or nothing is delivered
 * @param lastError why the last attempt failed; null where it did not
 */
public record DeliveryStatus(
    boolean active,
    boolean held,
    long waiting,
    int attempts,
    Instant nextAttempt,
    String lastError) {}
