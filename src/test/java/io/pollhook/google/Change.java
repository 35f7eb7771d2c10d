package io.pollhook.google;

import java.time.Instant;

/**
 * One change as it truly happened.
 *
 * @param happened when the user made it, which is the date the object carries
 * @param visible when the API began to show it; later than {@code happened} for held-back writes
 */
public record Change(ObjectChange what, Instant happened, Instant visible) {}
