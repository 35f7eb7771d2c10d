package io.pollhook.delivery;

import io.pollhook.event.Notification;
import io.pollhook.instance.Instance;

/**
 * One notification about to be sent.
 *
 * @param seq the key of its row
 * @param place where it stands in its lane
 * @param number 1 for the notification's first attempt
 * @param traceparent the trace of the poll that found its events; null if there is none
 * @param instance as it is now: URL, headers, keys and format are those in force at the attempt
 */
record Attempt(
    long seq,
    long place,
    int number,
    Notification notification,
    String traceparent,
    Instance instance) {}
