package io.pollhook.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.change.Change;
import io.pollhook.change.Page;
import io.pollhook.event.Event;
import io.pollhook.instance.Instance;
import io.pollhook.store.Dialect;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A poll that is committed before its end, and what can happen between. */
class CommitsLongPollsTest {
  private static final String CALENDAR = "calendars/c/changed-events";
  private static final String SOURCE = "calendar-changed-events";

  /** Of a calendar whose first look is over, and which has two pages of changes. */
  private static final class Scene implements AutoCloseable {
    final FeedFixture fixture;
    final Instance instance;

    Scene(Dialect dialect) {
      fixture = new FeedFixture(dialect, Clock.systemUTC());
      instance = fixture.instance(CALENDAR);
      Poll first = fixture.polls.poll(fixture.claim(instance, Duration.ZERO)).orElseThrow();
      read(first, FeedFixture.page(null, "token"));
      fixture.commit.commit(first);
    }

    Poll poll(Duration lease) {
      fixture.execute("UPDATE feeds SET due_at = 0");
      Feed claimed = fixture.feeds.claim(SOURCE, false, 1, lease.toMillis()).get(0);
      return fixture.polls.poll(claimed).orElseThrow();
    }

    void read(Poll poll, Page page) {
      poll.call();
      for (Finding finding : poll.read(page)) {
        Change change = finding.change();
        finding.becomes(
            new Event(
                CALENDAR,
                change.objectId(),
                change.type(),
                poll.startedAt(),
                poll.startedAt(),
                "c",
                change.raw()));
      }
      poll.pageDone();
    }

    List<String> told() {
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
  void whatItFoundIsThereBeforeItsEnd(Dialect dialect) {
    try (Scene scene = new Scene(dialect)) {
      Poll poll = scene.poll(Duration.ofHours(1));
      scene.read(poll, firstPage());
      scene.fixture.commit.commitSoFar(poll);
      assertThat(scene.told()).containsExactly("a", "b");

      scene.read(poll, lastPage());
      scene.fixture.commit.commitSoFar(poll);
      assertThat(scene.told()).as("the end commits the rest").containsExactly("a", "b");
      scene.fixture.commit.commit(poll);
      assertThat(scene.told()).containsExactly("a", "b", "c");
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneThatDiesIsTakenUpBehindWhatIsThere(Dialect dialect) {
    try (Scene scene = new Scene(dialect)) {
      Poll dead = scene.poll(Duration.ZERO);
      scene.read(dead, firstPage());
      scene.fixture.commit.commitSoFar(dead);

      Poll next = scene.poll(Duration.ofHours(1));

      assertThat(next.call().getPage()).isEqualTo("second");
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneWhoseClaimWasLostEndsAndTellsNothing(Dialect dialect) {
    try (Scene scene = new Scene(dialect)) {
      Poll stale = scene.poll(Duration.ZERO);
      scene.read(stale, firstPage());
      Poll current = scene.poll(Duration.ofHours(1));

      scene.fixture.commit.commitSoFar(stale);
      assertThat(stale.isReading()).isFalse();
      scene.fixture.commit.commit(stale);

      assertThat(scene.told()).isEmpty();
      assertThat(current.call().getPage()).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneThatIsSwitchedOffEndsWhereItStands(Dialect dialect) {
    try (Scene scene = new Scene(dialect)) {
      Poll poll = scene.poll(Duration.ofHours(1));
      scene.read(poll, firstPage());
      scene.fixture.execute("UPDATE feeds SET active = 0");

      scene.fixture.commit.commitSoFar(poll);
      assertThat(poll.isReading()).isFalse();
      scene.fixture.commit.commit(poll);
      scene.fixture.execute("UPDATE feeds SET active = 1");

      assertThat(scene.told()).containsExactly("a", "b");
      assertThat(scene.poll(Duration.ofHours(1)).call().getPage()).isEqualTo("second");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aListingThatStartsOverRepeatsNothing(Dialect dialect) {
    try (Scene scene = new Scene(dialect)) {
      Poll poll = scene.poll(Duration.ofHours(1));
      scene.read(poll, firstPage());
      scene.fixture.commit.commitSoFar(poll);

      assertThat(poll.renew()).isTrue();
      scene.read(poll, firstPage());
      scene.read(poll, lastPage());
      scene.fixture.commit.commit(poll);

      assertThat(scene.told()).containsExactly("a", "b", "c");
    }
  }
}
