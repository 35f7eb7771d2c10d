package io.pollhook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.feed.Feed;
import io.pollhook.instance.Instance;
import io.pollhook.store.Dialect;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An account with very many due feeds gets one poll at a time, like every other account. */
class SharesPollsTest {
  private static final String SOURCE = "people-changed-groups";
  private static final int MANY = 1_500;
  private static final int PERMITS = 8;
  private static final long LEASE = 60_000;

  @ParameterizedTest
  @EnumSource
  void manyDueFeedsOfOneAccountDelayNoOtherAccounts(Dialect dialect) {
    try (FeedFixture fixture = new FeedFixture(dialect, Clock.systemUTC())) {
      List<Long> greedy = accounts(fixture, 2);
      greedy.forEach(account -> multiply(fixture, account));
      List<Long> modest = accounts(fixture, 4);
      makeDueLast(fixture, modest);

      List<Long> claimed =
          fixture.feeds.claim(SOURCE, false, PERMITS, fixture.database.now() + LEASE).stream()
              .map(Feed::instanceId)
              .toList();

      assertThat(claimed).containsAll(modest).containsAll(greedy).hasSize(6);
    }
  }

  @ParameterizedTest
  @EnumSource
  void allFeedsOfThatAccountArePolledInTurn(Dialect dialect) {
    try (FeedFixture fixture = new FeedFixture(dialect, Clock.systemUTC())) {
      accounts(fixture, 1).forEach(account -> multiply(fixture, account));
      List<Long> polled = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        List<Feed> claimed =
            fixture.feeds.claim(SOURCE, false, PERMITS, fixture.database.now() + LEASE);
        claimed.forEach(fixture.feeds::giveBack);
        claimed.forEach(feed -> polled.add(feed.id()));
      }
      assertThat(polled).hasSize(30).doesNotHaveDuplicates();
    }
  }

  private static List<Long> accounts(FeedFixture fixture, int count) {
    List<Long> accounts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instance instance = fixture.instance("changed-groups");
      accounts.add(instance.id());
    }
    return accounts;
  }

  private static void multiply(FeedFixture fixture, long account) {
    fixture.database.writing(
        handle ->
            handle.execute(
                "INSERT INTO feeds (instance_id, source, resource, position, url, changes, part,"
                    + " active, state, cursor, interval_ms, phase, due_at, lease_until, fence,"
                    + " failures, slow) WITH RECURSIVE numbers (number) AS (SELECT 1 UNION ALL"
                    + " SELECT number + 1 FROM numbers WHERE number < ?)"
                    + " SELECT instance_id, source, resource, position, url, changes, part, active,"
                    + " state, cursor, interval_ms, phase, due_at, lease_until, fence, failures,"
                    + " slow FROM feeds, numbers WHERE instance_id = ?",
                MANY,
                account));
  }

  private static void makeDueLast(FeedFixture fixture, List<Long> accounts) {
    fixture.database.writing(
        handle ->
            accounts.forEach(
                account ->
                    handle.execute("UPDATE feeds SET due_at = 1 WHERE instance_id = ?", account)));
  }
}
