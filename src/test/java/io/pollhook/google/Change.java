package io.pollhook.google;

import java.time.Instant;

/**
 * A change as it really happened.
 *
 * @param happened when the user made it, which is the object's date
 * @param visible when the API began to show it; later than {@code happened} for writes held back
 */
public record Change(ObjectChange what, Instant happened, Instant visible) {}
