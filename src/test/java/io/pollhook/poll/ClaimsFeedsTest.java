package io.pollhook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.feed.Feed;
import io.pollhook.instance.Instance;
import io.pollhook.store.Dialect;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Feeds are claimed safely by several nodes at once. */
class ClaimsFeedsTest {
  private static final List<String> SOURCES =
      List.of("calendar-changed-events", "calendar-events", "people-changed-groups");
  private static final int ACCOUNTS = 40;
  private static final long LEASE = 60_000;

  private final ExecutorService nodes = Executors.newFixedThreadPool(6);

  @ParameterizedTest
  @EnumSource
  void onlyOneFeedOfAnAccountIsClaimedAtATime(Dialect dialect) throws Exception {
    try (FeedFixture fixture = withAccounts(dialect)) {
      List<Feed> claimed =
          atOnce(
              source ->
                  fixture.feeds.claim(source, false, ACCOUNTS, fixture.database.now() + LEASE));

      assertThat(claimed).extracting(Feed::instanceId).doesNotHaveDuplicates();
      assertThat(claimed).isNotEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void feedPolledByAnotherNodeIsNotDue(Dialect dialect) throws Exception {
    try (FeedFixture fixture = withAccounts(dialect)) {
      List<Feed> polled = new ArrayList<>();
      while (fixture.count("due_at = 0") > 0) {
        polled.addAll(atOnce(source -> polled(fixture, source)));
      }
      assertThat(polled).extracting(Feed::id).doesNotHaveDuplicates();
      assertThat(polled).hasSize(ACCOUNTS * SOURCES.size());
    }
  }

  private static FeedFixture withAccounts(Dialect dialect) {
    FeedFixture fixture = new FeedFixture(dialect, Clock.systemUTC());
    for (int i = 0; i < ACCOUNTS; i++) {
      Instance unused =
          fixture.instance(
              "calendars/primary/changed-events", "calendars/primary/events", "changed-groups");
    }
    return fixture;
  }

  private static List<Feed> polled(FeedFixture fixture, String source) {
    List<Feed> claimed =
        fixture.feeds.claim(source, false, ACCOUNTS, fixture.database.now() + LEASE);
    claimed.forEach(fixture.feeds::giveBack);
    return claimed;
  }

  private interface Claim {
    List<Feed> of(String source);
  }

  /** Claims each source twice at once. */
  private List<Feed> atOnce(Claim claim) throws Exception {
    List<Callable<List<Feed>>> claims = new ArrayList<>();
    for (String source : SOURCES) {
      claims.add(() -> claim.of(source));
      claims.add(() -> claim.of(source));
    }
    List<Feed> claimed = new ArrayList<>();
    for (Future<List<Feed>> some : nodes.invokeAll(claims)) {
      claimed.addAll(some.get());
    }
    return claimed;
  }
}
