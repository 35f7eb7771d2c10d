package io.pollhook.feed;

import io.pollhook.change.Cursor;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.store.ClockListener;
import io.pollhook.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Claims feeds and ends claims. Settling a claim requires its number, the fence. */
public final class FeedRepository {
  /** The number of due feeds read for each one wanted, to find feeds of different accounts. */
  private static final int WINDOW = 20;

  private final Database database;

  public FeedRepository(Database database) {
    this.database = database;
  }

  /** Returns how long a claimed feed has been due; zero if it is polled early. */
  public Duration lag(Feed feed) {
    return Duration.ofMillis(Math.max(0, database.now() - feed.dueAt()));
  }

  /**
   * Claims due feeds of a source, the longest due first: at most one per account, and none of an
   * account that is being polled.
   *
   * @param slow whether to claim feeds whose last poll timed out, or the others
   * @param leaseUntil in epoch milliseconds
   */
  public List<Feed> claim(String source, boolean slow, int limit, long leaseUntil) {
    long now = database.now();
    Map<Long, Long> due = database.read(handle -> due(handle, source, slow, limit, now));
    if (due.isEmpty()) {
      return List.of();
    }
    return database.write(
        handle -> {
          // if two nodes claim feeds of one account at once, the second finds it locked or busy
          due.keySet().retainAll(InstanceRepository.lockFree(handle, due.keySet()));
          return due.isEmpty()
              ? List.of()
              : FeedSql.in(handle).claimDue(due.values(), now, leaseUntil);
        });
  }

  /** A due feed and its account. */
  public record Due(long feedId, long instanceId) {}

  /** Reads a due feed. */
  public static final class DueMapper implements RowMapper<Due> {
    @Override
    public Due map(ResultSet row, StatementContext context) throws SQLException {
      return new Due(row.getLong("id"), row.getLong("instance_id"));
    }
  }

  /**
   * Returns due feeds by account. If a whole window of due feeds belongs to too few accounts,
   * because one has very many, the next window leaves these accounts out.
   */
  private static Map<Long, Long> due(
      Handle handle, String source, boolean slow, int limit, long now) {
    Map<Long, Long> due = new LinkedHashMap<>();
    int most = WINDOW * limit;
    boolean more = true;
    while (due.size() < limit && more) {
      List<Due> window =
          FeedSql.in(handle).longestDue(source, slow ? 1 : 0, others(due.keySet()), now, most);
      for (Due feed : window) {
        if (due.size() < limit) {
          due.putIfAbsent(feed.instanceId(), feed.feedId());
        }
      }
      more = window.size() == most;
    }
    return due;
  }

  private static List<Long> others(Set<Long> accounts) {
    List<Long> others = new ArrayList<>(accounts);
    others.add(0L); // not an account, but the list must not be empty
    return others;
  }

  /** Claims the feeds of an instance that have not had their first look. */
  public List<Feed> claimNew(long instanceId, int limit, long leaseUntil) {
    long now = database.now();
    return database.write(
        handle -> {
          FeedSql feeds = FeedSql.in(handle);
          List<Long> ids = feeds.pending(instanceId, now, limit);
          return ids.isEmpty() ? List.of() : feeds.claim(ids, now, leaseUntil);
        });
  }

  /**
   * Returns whether an instance has feeds that have not had their first look and have not failed.
   */
  public boolean hasPending(long instanceId) {
    return database.read(handle -> FeedSql.in(handle).countPending(instanceId)) > 0;
  }

  /**
   * Leaves the instance's pending first looks to the ticks, which then report objects newer than
   * now by the database's clock. A look still under way began too early to be the first one, so its
   * claim becomes void. One that was interrupted halfway continues, and reports newer objects just
   * the same.
   */
  public void leavePending(long instanceId) {
    database.writing(
        handle -> {
          InstanceRepository.lock(handle, List.of(instanceId));
          FeedSql feeds = FeedSql.in(handle);
          for (Feed feed : feeds.ofInstance(instanceId)) {
            Cursor pending = feed.cursor().pendingSince(database.clock().instant());
            if (!pending.equals(feed.cursor())) {
              feeds.replaceCursor(feed.id(), feed.cursor().toJson(), pending.toJson());
            }
          }
        });
  }

  /** The state of a claim. */
  public enum ClaimState {
    /** It is valid. */
    HELD,
    /** It is valid, but the instance must no longer be polled. */
    INACTIVE,
    /** The feed was claimed again or deleted. */
    LOST
  }

  /** Returns the state of the feed's claim. */
  public ClaimState claimState(Feed feed) {
    return database
        .read(handle -> FeedSql.in(handle).active(feed.id(), feed.fence()))
        .map(active -> active == 1 ? ClaimState.HELD : ClaimState.INACTIVE)
        .orElse(ClaimState.LOST);
  }

  /** Renews a claim; false if it was lost. */
  public boolean renew(Feed feed, long leaseUntil) {
    return database.write(
        handle -> FeedSql.in(handle).renew(feed.id(), feed.fence(), leaseUntil) == 1);
  }

  /** Ends a claim that polled nothing; the feed is due at its next slot. */
  public void giveBack(Feed feed) {
    database.writing(
        handle -> FeedSql.in(handle).giveBack(feed.id(), feed.fence(), database.now()));
  }

  /**
   * Ends a claim that polled nothing; the feed is due after its interval, or earlier.
   *
   * @param most the longest wait
   * @return when it is due, in epoch milliseconds
   */
  public long repeat(Feed feed, Duration most) {
    long dueAt = database.now() + Math.min(feed.intervalMillis(), most.toMillis());
    database.writing(handle -> FeedSql.in(handle).repeatAt(feed.id(), feed.fence(), dueAt));
    return dueAt;
  }

  /** Returns when the next unclaimed feed of a source is due; empty if there is none. */
  public OptionalLong earliestDue(String source) {
    return database
        .read(handle -> FeedSql.in(handle).earliestDue(source, database.now()))
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  /**
   * Moves future due times and leases back with the clock.
   *
   * @see io.pollhook.store.ClockListener
   */
  public static void clockWentBack(Handle handle, long now, long step) {
    ClockListener.moveBack(handle, "feeds", "due_at", now, step);
    ClockListener.moveBack(handle, "feeds", "lease_until", now, step);
  }

  /** Returns the sources that any instance has configured. */
  public List<String> sources() {
    return database.read(handle -> FeedSql.in(handle).sources());
  }
}
