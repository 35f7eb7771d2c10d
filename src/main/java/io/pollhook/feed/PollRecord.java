package io.pollhook.feed;

import java.time.Instant;
import java.util.List;

/**
 * How the polls of one configured resource go, for people.
 *
 * @param resource the configured key
 * @param url the configured url
 * @param state the worst of its feeds
 * @param lastPoll when the last one ended; null before the first
 * @param nextPoll when the next one is due; null while the instance is disabled or needs
 *     re-authentication
 * @param lastSeen the last-seen date; null before the first poll
 * @param lastError why the last poll failed; null if it did not
 * @param gaps the times of the last seven days of which something could not be known
 * @param dropped changes that a route dropped, since the resource was configured
 * @param warnings what went wrong with single objects in the last seven days
 * @param parts one for each calendar behind a placeholder; empty for a resource that is one whole
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

  /** The same without gaps that are no longer shown. */
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

  /** The same while there is nothing to poll it with; it keeps where it stands. */
  PollRecord standingStill(String why) {
    List<Part> still = parts.stream().map(part -> part.standingStill(why)).toList();
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

    private Part standingStill(String why) {
      return new Part(id, FeedState.FAILED, lastPoll, null, lastSeen, why, gaps);
    }
  }
}
