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

/** Claims feeds and ends claims. Whatever settles a claim needs its number, the fence. */
public final class FeedRepository {
  /** The number of due feeds looked at for each wanted one, to find some of different accounts. */
  private static final int WINDOW = 20;

  private final Database database;

  public FeedRepository(Database database) {
    this.database = database;
  }

  /** How long a claimed feed has been due; zero for one that is polled early. */
  public Duration lag(Feed feed) {
    return Duration.ofMillis(Math.max(0, database.now() - feed.dueAt()));
  }

  /**
   * Claims feeds of a source that are due, the longest due first, at most one of an account, none
   * of an account that is being polled.
   *
   * @param slow whether to claim those that timed out last time, or the others
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
          // of two that claim feeds of one account at once, the second finds it locked or busy
          due.keySet().retainAll(InstanceRepository.lockFree(handle, due.keySet()));
          return due.isEmpty()
              ? List.of()
              : FeedSql.in(handle).claimDue(due.values(), now, leaseUntil);
        });
  }

  /** A feed that is due, and its account. */
  public record Due(long feedId, long instanceId) {}

  /** Reads a feed that is due. */
  public static final class DueMapper implements RowMapper<Due> {
    @Override
    public Due map(ResultSet row, StatementContext context) throws SQLException {
      return new Due(row.getLong("id"), row.getLong("instance_id"));
    }
  }

  /**
   * Feeds by their accounts. If a whole window of due feeds is of too few accounts, one of them has
   * very many: the next window is of the others.
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
    others.add(0L); // no account, and a list must not be empty
    return others;
  }

  /** Claims those of an instance's feeds that have not had their first look. */
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
   * Lets the instance's feeds that have not had their first look report what is newer than now, by
   * the database's clock. A look still under way began too early to be the first one: its claim is
   * void. One that broke off in the middle continues, and reports what is newer all the same.
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
    /** It holds. */
    HELD,
    /** It holds, but the instance is no longer to be polled. */
    INACTIVE,
    /** Somebody else has the feed, or it was deleted. */
    LOST
  }

  /** Returns the state of the feed's claim. */
  public ClaimState claimState(Feed feed) {
    return database
        .read(handle -> FeedSql.in(handle).active(feed.id(), feed.fence()))
        .map(active -> active == 1 ? ClaimState.HELD : ClaimState.INACTIVE)
        .orElse(ClaimState.LOST);
  }

  /** Makes a claim last longer; false if it was lost. */
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
   * Ends a claim that polled nothing; the feed is due after its interval, at most after a while.
   *
   * @return when it is due, in epoch milliseconds
   */
  public long repeat(Feed feed, Duration most) {
    long dueAt = database.now() + Math.min(feed.intervalMillis(), most.toMillis());
    database.writing(handle -> FeedSql.in(handle).repeatAt(feed.id(), feed.fence(), dueAt));
    return dueAt;
  }

  /** When the next feed of a source is due that nobody has claimed; empty if there is none. */
  public OptionalLong earliestDue(String source) {
    return database
        .read(handle -> FeedSql.in(handle).earliestDue(source, database.now()))
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  /**
   * Moves due times and leases that lie ahead with the clock that went back.
   *
   * @see io.pollhook.store.ClockListener
   */
  public static void clockWentBack(Handle handle, long now, long step) {
    ClockListener.moveBack(handle, "feeds", "due_at", now, step);
    ClockListener.moveBack(handle, "feeds", "lease_until", now, step);
  }

  /** The sources that any instance has configured. */
  public List<String> sources() {
    return database.read(handle -> FeedSql.in(handle).sources());
  }
}
