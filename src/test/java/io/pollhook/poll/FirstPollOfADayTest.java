package io.pollhook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.change.Cursor;
import io.pollhook.feed.Feed;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Once a day, by the database's clock, the address behind an alias is looked up again. */
class FirstPollOfADayTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** The day of a feed with the id 0 begins at midnight. */
  private static final Instant MIDNIGHT = Instant.parse("2026-01-02T00:00:00Z");

  /** A feed that is due; the provider's clock is ten days behind. */
  private static Feed feed(Instant lastPollAt, Instant dueAt) {
    Instant servedAt = MIDNIGHT.minus(Duration.ofDays(10));
    return new Feed(
        0,
        1,
        null,
        "google-calendar",
        "events",
        0,
        "/calendars/primary/events",
        "primary",
        "user@example.com",
        Cursor.fresh(),
        servedAt,
        servedAt,
        lastPollAt,
        MINUTE.toMillis(),
        1,
        0,
        dueAt.toEpochMilli());
  }

  private static boolean isFirst(Instant lastPollAt, Instant dueAt) {
    return PollFactory.isFirstOfADay(feed(lastPollAt, dueAt), dueAt.toEpochMilli());
  }

  @Test
  void firstPollAfterMidnightIsFirst() {
    assertThat(isFirst(MIDNIGHT.minusSeconds(40), MIDNIGHT.plusSeconds(20))).isTrue();
  }

  @Test
  void laterPollIsNot() {
    assertThat(isFirst(MIDNIGHT.plusSeconds(20), MIDNIGHT.plusSeconds(80))).isFalse();
  }

  @Test
  void pollThatEndedAfterMidnightWasOneOfTheDayBefore() {
    assertThat(isFirst(MIDNIGHT.plusSeconds(1), MIDNIGHT.plusSeconds(59))).isTrue();
  }

  @Test
  void firstPollAfterALongPauseIsFirst() {
    Instant resumed = MIDNIGHT.plus(Duration.ofHours(9));
    assertThat(isFirst(MIDNIGHT.minus(Duration.ofDays(3)), resumed)).isTrue();
  }
}
