package io.pollhook.feed;

import java.time.Duration;

/**
 * Why a poll broke off.
 *
 * @param state what the feed shows from now on
 * @param message for people
 * @param retryAfter what the provider asks to wait; zero where it does not say
 * @param slow whether it ran into a deadline
 */
record PollFailure(FeedState state, String message, Duration retryAfter, boolean slow) {}
