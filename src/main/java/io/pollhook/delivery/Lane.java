package io.pollhook.delivery;

/**
 * A lane that has something to send.
 *
 * @param host host and port of its callback
 * @param slow its last attempt timed out
 * @param retrying its last attempt failed
 * @param reported whether operators were told that its callback is held
 * @param dueAt epoch milliseconds
 */
record Lane(
    long instanceId, String host, boolean slow, boolean retrying, boolean reported, long dueAt) {}
