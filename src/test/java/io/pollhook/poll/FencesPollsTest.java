package io.pollhook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.instance.Instance;
import io.pollhook.poll.FeedFixture.PollUnderWay;
import io.pollhook.store.Dialect;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two polls of one feed, the first of which hung until its lease expired. */
class FencesPollsTest {
  private static final String EVERY = "calendars/{calendarId}/changed-events";

  @ParameterizedTest
  @EnumSource
  void stalePollAddsNoFeeds(Dialect dialect) {
    try (FeedFixture fixture = new FeedFixture(dialect, Clock.systemUTC())) {
      Instance instance = fixture.instance(EVERY);
      PollUnderWay stale = fixture.calendarsRead(fixture.claim(instance, Duration.ZERO), "a", "b");
      PollUnderWay current =
          fixture.calendarsRead(fixture.claim(instance, Duration.ofHours(1)), "a");

      stale.commit();
      assertThat(fixture.count("parent_id IS NOT NULL")).isZero();

      current.commit();
      assertThat(fixture.count("parent_id IS NOT NULL")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void pollWithAnExpiredUnclaimedLeaseStillCommits(Dialect dialect) {
    try (FeedFixture fixture = new FeedFixture(dialect, Clock.systemUTC())) {
      Instance instance = fixture.instance(EVERY);
      PollUnderWay lapsed = fixture.calendarsRead(fixture.claim(instance, Duration.ZERO), "a", "b");

      lapsed.commit();

      assertThat(fixture.count("parent_id IS NOT NULL")).isEqualTo(2);
    }
  }
}
