package io.pollhook.delivery;

import io.pollhook.event.Notification;
import io.pollhook.instance.Instance;

/**
 * One attempt to send a notification.
 *
 * @param seq the key of the notification's row
 * @param place the notification's position in its lane
 * @param number 1 for the notification's first attempt
 * @param traceparent the trace of the poll that found its events; null if there is none
 * @param instance the current instance: an attempt uses the URL, headers, keys and format in force
 *     when it begins
 */
record Attempt(
    long seq,
    long place,
    int number,
    Notification notification,
    String traceparent,
    Instance instance) {}
