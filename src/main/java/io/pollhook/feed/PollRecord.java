package io.pollhook.feed;

import java.time.Instant;
import java.util.List;

/**
 * The status of the polls of one configured resource, as shown to people.
 *
 * @param resource the configured key
 * @param url the configured url
 * @param state the worst state of its feeds
 * @param lastPoll when the last poll ended; null before the first
 * @param nextPoll when the next poll is due; null while the instance is disabled or needs
 *     re-authentication
 * @param lastSeen the last-seen date; null before the first poll
 * @param lastError why the last poll failed; null if it succeeded
 * @param gaps the periods in the last seven days whose changes could not be determined
 * @param dropped the number of changes that a route dropped since the resource was configured
 * @param warnings the problems with single objects in the last seven days
 * @param parts one entry for each calendar behind a placeholder; empty for a resource without parts
 */
public record PollRecord(
    String resource,
    String url,
    FeedState state,
    Instant lastPoll,
    Instant nextPoll,
    Instant lastSeen,
    String lastError,
    Gaps gaps,
    long dropped,
    List<String> warnings,
    List<Part> parts) {

  /** Returns the record without gaps that are no longer shown. */
  PollRecord withoutOldGaps(Instant now) {
    List<Part> recent = parts.stream().map(part -> part.withoutOldGaps(now)).toList();
    return new PollRecord(
        resource,
        url,
        state,
        lastPoll,
        nextPoll,
        lastSeen,
        lastError,
        gaps.recent(now),
        dropped,
        warnings,
        recent);
  }

  /** Returns the record of a resource that cannot be polled for now, but keeps its position. */
  PollRecord paused(String why) {
    List<Part> still = parts.stream().map(part -> part.paused(why)).toList();
    return new PollRecord(
        resource,
        url,
        FeedState.FAILED,
        lastPoll,
        null,
        lastSeen,
        why,
        gaps,
        dropped,
        warnings,
        still);
  }

  /** One part of a partitioned resource. */
  public record Part(
      String id,
      FeedState state,
      Instant lastPoll,
      Instant nextPoll,
      Instant lastSeen,
      String lastError,
      Gaps gaps) {

    private Part withoutOldGaps(Instant now) {
      return new Part(id, state, lastPoll, nextPoll, lastSeen, lastError, gaps.recent(now));
    }

    private Part paused(String why) {
      return new Part(id, FeedState.FAILED, lastPoll, null, lastSeen, why, gaps);
    }
  }
}
