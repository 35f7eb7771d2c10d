package io.pollhook.change;

import java.time.Duration;

/**
 * The settings of a poll by dates.
 *
 * @param overlap how far before the last-seen date a poll reads again
 * @param pollDelay how much further, for objects that a provider's search shows late
 * @param byCreatedDate whether the created date decides what is new (filterByUpdatedDate=false)
 * @param upToNow whether objects dated after the poll's start wait for the next one
 *     (filterByCurrentDate)
 * @param newestFirst whether the provider lists the newest first, so that a page of old objects is
 *     the last one worth reading
 */
public record DatePolicy(
    Duration overlap,
    Duration pollDelay,
    boolean byCreatedDate,
    boolean upToNow,
    boolean newestFirst) {}
