package io.pollhook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.change.Cursor;
import io.pollhook.feed.Feed;
import io.pollhook.instance.Instance;
import io.pollhook.store.Dialect;
import io.pollhook.time.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Dates in requests never depend on a node's own clock, which may be wrong. */
class StartsFromTheDatabasesTimeTest {
  private static final Instant TIME = Instant.parse("2026-03-01T10:00:00Z");
  private static final Duration WRONG = Duration.ofDays(3);

  private final FeedFixture fixture =
      new FeedFixture(
          Dialect.POSTGRESQL, new MutableClock(TIME), new MutableClock(TIME.plus(WRONG)));
  private final Instance instance = fixture.instance("calendars/primary/events");

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void firstPollLooksBackFromTheDatabasesTime() {
    Feed feed = fixture.claim(instance, Duration.ofHours(1));
    assertThat(fixture.poll(feed).poll.lookBack()).isBefore(TIME);
  }

  @Test
  void pendingFeedReportsLaterChanges() {
    fixture.feeds.leavePending(instance.id());

    Cursor pending = fixture.claim(instance, Duration.ofHours(1)).cursor();
    assertThat(pending.toJson()).contains(Long.toString(TIME.toEpochMilli()).substring(0, 8));
  }
}
