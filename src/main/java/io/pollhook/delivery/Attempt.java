package io.pollhook.delivery;

import io.pollhook.event.Notification;
import io.pollhook.instance.Instance;

/**
 * One notification about to be sent.
 *
 * @param seq its place in the lane
 * @param instance as it is now: URL, headers and keys are those in force at the attempt
 */
record Attempt(long seq, Notification notification, Instance instance) {}
