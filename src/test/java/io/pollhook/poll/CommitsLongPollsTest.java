package io.pollhook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.change.Page;
import io.pollhook.feed.Feed;
import io.pollhook.instance.Instance;
import io.pollhook.poll.FeedFixture.PollUnderWay;
import io.pollhook.store.Dialect;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A long poll is committed before its end, and may be interrupted in between. */
class CommitsLongPollsTest {
  private static final String CALENDAR = "calendars/c/changed-events";
  private static final String SOURCE = "calendar-changed-events";

  /** A calendar whose first look is over, with two pages of changes. */
  private static final class Scene implements AutoCloseable {
    final FeedFixture fixture;
    final Instance instance;

    Scene(Dialect dialect) {
      fixture = new FeedFixture(dialect, Clock.systemUTC());
      instance = fixture.instance(CALENDAR);
      PollUnderWay first = fixture.poll(fixture.claim(instance, Duration.ZERO));
      first.read(FeedFixture.page(null, "token"));
      first.commit();
    }

    PollUnderWay poll(Duration lease) {
      fixture.execute("UPDATE feeds SET due_at = 0");
      Feed claimed =
          fixture.feeds.claim(SOURCE, false, 1, fixture.database.now() + lease.toMillis()).get(0);
      return fixture.poll(claimed);
    }

    List<String> reported() {
      return fixture.objects(instance);
    }

    @Override
    public void close() {
      fixture.close();
    }
  }

  private static Page firstPage() {
    return FeedFixture.page("second", null, "a", "b");
  }

  private static Page lastPage() {
    return FeedFixture.page(null, "next token", "c");
  }

  @ParameterizedTest
  @EnumSource
  void resultsAreCommittedBeforeTheEnd(Dialect dialect) {
    try (Scene scene = new Scene(dialect)) {
      PollUnderWay poll = scene.poll(Duration.ofHours(1));
      poll.read(firstPage());
      poll.commitSoFar();
      assertThat(scene.reported()).containsExactly("a", "b");

      poll.read(lastPage());
      poll.commitSoFar();
      assertThat(scene.reported()).as("the final commit adds the rest").containsExactly("a", "b");
      poll.commit();
      assertThat(scene.reported()).containsExactly("a", "b", "c");
    }
  }

  @ParameterizedTest
  @EnumSource
  void pollAfterACrashContinuesBehindCommittedResults(Dialect dialect) {
    try (Scene scene = new Scene(dialect)) {
      PollUnderWay dead = scene.poll(Duration.ZERO);
      dead.read(firstPage());
      dead.commitSoFar();

      PollUnderWay next = scene.poll(Duration.ofHours(1));

      assertThat(next.call().getPage()).isEqualTo("second");
    }
  }

  @ParameterizedTest
  @EnumSource
  void pollWithALostClaimReportsNothing(Dialect dialect) {
    try (Scene scene = new Scene(dialect)) {
      PollUnderWay stale = scene.poll(Duration.ZERO);
      stale.read(firstPage());
      PollUnderWay current = scene.poll(Duration.ofHours(1));

      stale.commitSoFar();
      assertThat(stale.progress.isReading()).isFalse();
      stale.commit();

      assertThat(scene.reported()).isEmpty();
      assertThat(current.call().getPage()).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void pollOfADisabledInstanceKeepsItsPosition(Dialect dialect) {
    try (Scene scene = new Scene(dialect)) {
      PollUnderWay poll = scene.poll(Duration.ofHours(1));
      poll.read(firstPage());
      scene.fixture.execute("UPDATE feeds SET active = 0");

      poll.commitSoFar();
      assertThat(poll.progress.isReading()).isFalse();
      poll.commit();
      scene.fixture.execute("UPDATE feeds SET active = 1");

      assertThat(scene.reported()).containsExactly("a", "b");
      assertThat(scene.poll(Duration.ofHours(1)).call().getPage()).isEqualTo("second");
    }
  }

  @ParameterizedTest
  @EnumSource
  void restartedListingRepeatsNothing(Dialect dialect) {
    try (Scene scene = new Scene(dialect)) {
      PollUnderWay poll = scene.poll(Duration.ofHours(1));
      poll.read(firstPage());
      poll.commitSoFar();

      assertThat(poll.progress.renew()).isTrue();
      poll.read(firstPage());
      poll.read(lastPage());
      poll.commit();

      assertThat(scene.reported()).containsExactly("a", "b", "c");
    }
  }
}
