package io.pollhook.delivery;

/**
 * An instance's callback, as Cloud Elements shows it: a subscription to the instance's topic.
 *
 * @param instanceId also the subscription's id
 * @param topic as in the notification
 * @param url the callback URL
 * @param active whether notifications are sent: false while the callback is held, the instance or
 *     its events are disabled, or its consumer is missing
 * @param held whether the callback is held
 * @param waiting notifications that are not settled
 * @param reason why none are sent, or why the last attempt failed; null if all is well
 */
public record Subscription(
    long instanceId,
    String topic,
    String url,
    boolean active,
    boolean held,
    long waiting,
    String reason) {}
