package io.pollhook.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jdbi.v3.sqlobject.statement.UseRowMapper;

/**
 * Every statement that changes the table {@code lanes}, for both databases. Times are epoch
 * milliseconds; flags are 0 or 1.
 */
interface LaneSql {
  /** Makes lanes due at once that are held or have failed, as if they were new. */
  String TRY_AGAIN =
      "UPDATE lanes SET due_at = :now, attempts = 0, held = 0, slow = 0, parked = 0"
          + " WHERE active = 1 AND (held = 1 OR attempts > 0)";

  /** The statements within that transaction. */
  static LaneSql in(Handle handle) {
    return handle.attach(LaneSql.class);
  }

  // Claims

  /**
   * The lanes that are due first, due yet or not.
   *
   * @param without hosts to leave out
   * @param consumers begins the host of a route
   * @param present the hosts of routes that run here
   * @param slow 0 leaves out those that timed out last time
   * @param attempts leaves out those with more failed attempts
   */
  @SqlQuery(
      """
      SELECT instance_id, host, slow, attempts, reported, due_at FROM lanes
       WHERE active = 1 AND due_at IS NOT NULL AND lease_until <= :now
       AND host NOT IN (<without>) AND (host NOT LIKE :consumers OR host IN (<present>))
       AND slow <= :slow AND attempts <= :attempts ORDER BY due_at LIMIT :limit
      """)
  @UseRowMapper(Lane.Mapper.class)
  List<Lane> first(
      long now,
      @BindList Collection<String> without,
      String consumers,
      @BindList Collection<String> present,
      int slow,
      int attempts,
      int limit);

  /** A lane and the number of its claim. */
  record Claim(long instanceId, long fence) {
    /** Reads a lane that was claimed. */
    public static final class Mapper implements RowMapper<Claim> {
      @Override
      public Claim map(ResultSet row, StatementContext context) throws SQLException {
        return new Claim(row.getLong("instance_id"), row.getLong("fence"));
      }
    }
  }

  /** Claims those that are still due and nobody has claimed. */
  @SqlQuery(
      """
      UPDATE lanes SET fence = fence + 1, lease_until = :until WHERE instance_id IN
       (SELECT instance_id FROM lanes WHERE instance_id IN (<ids>) AND active = 1
       AND due_at <= :now AND lease_until <= :now <skipLocked>) RETURNING instance_id, fence
      """)
  @UseRowMapper(Claim.Mapper.class)
  List<Claim> claim(@BindList Collection<Long> ids, long now, long until);

  @SqlUpdate("UPDATE lanes SET lease_until = :until WHERE instance_id = :id AND fence = :fence")
  int renew(long id, long fence, long until);

  // Settling, under the claim's fence; it comes before the notifications are written

  /** Delivered: they no longer wait, and the callback works. */
  @SqlUpdate(
      """
      UPDATE lanes SET attempts = 0, held = 0, slow = 0, parked = 0, last_error = NULL,
       lease_until = :until, waiting = waiting - (SELECT COUNT(*) FROM notifications
       WHERE seq IN (<seqs>) AND settled_at IS NULL)
       WHERE instance_id = :id AND fence = :fence
      """)
  int delivered(long id, long fence, @BindList Collection<Long> seqs, long until);

  /** Failed: counts the failure; empty if the claim was lost. */
  @SqlQuery(
      """
      UPDATE lanes SET attempts = attempts + 1, slow = :slow, last_error = :error
       WHERE instance_id = :id AND fence = :fence RETURNING attempts, held, parked
      """)
  @UseRowMapper(FailurePolicy.SetbackMapper.class)
  Optional<FailurePolicy.Setback> failed(long id, long fence, int slow, String error);

  /** What follows a failure, under the lock that {@link #failed} has taken. */
  @SqlUpdate(
      """
      UPDATE lanes SET held = :held, parked = parked + :parked, waiting = waiting - :parked,
       attempts = CASE WHEN :parked = 1 THEN 0 ELSE attempts END WHERE instance_id = :id
      """)
  void follow(long id, int held, int parked);

  /** Notes whether operators know that the callback is held; 1 if that is news. */
  @SqlUpdate(
      """
      UPDATE lanes SET reported = :reported WHERE instance_id = :id AND reported <> :reported
      """)
  int report(long id, int reported);

  /** Ends a claim that has nothing to settle. */
  @SqlUpdate("UPDATE lanes SET lease_until = 0 WHERE instance_id = :id AND fence = :fence")
  int release(long id, long fence);

  /** Ends a claim under the lock of its transaction; without a due time nothing waits. */
  @SqlUpdate("UPDATE lanes SET lease_until = 0, due_at = :dueAt WHERE instance_id = :id")
  void rest(long id, Long dueAt);

  // Appending

  @SqlQuery("SELECT waiting FROM lanes WHERE instance_id = :id")
  Optional<Long> waiting(long id);

  /** Takes places at the end of the lane; returns the last one. */
  @SqlQuery(
      """
      UPDATE lanes SET tail = tail + :count, waiting = waiting + :count,
       due_at = COALESCE(due_at, :now) WHERE instance_id = :id RETURNING tail
      """)
  long extend(long id, int count, long now);

  @SqlUpdate("UPDATE lanes SET tail = tail WHERE instance_id = :id")
  void lock(long id);

  // What instances and people do with them

  @SqlUpdate(
      """
      INSERT INTO lanes (instance_id, active, callback, host, attempts, held, slow, fence,
       lease_until) VALUES (:id, 0, '', '', 0, 0, 0, 0, 0) ON CONFLICT (instance_id) DO NOTHING
      """)
  void insert(long id);

  @SqlUpdate("UPDATE lanes SET callback = :callback, host = :host WHERE instance_id = :id")
  void address(long id, String callback, String host);

  /** Whether it is inactive, or has another callback. */
  @SqlQuery(
      """
      SELECT 1 FROM lanes WHERE instance_id = :id AND (active = 0 OR callback <> :callback)
      """)
  Optional<Integer> differs(long id, String callback);

  @SqlUpdate(
      """
      UPDATE lanes SET active = 1, due_at = :now, attempts = 0, held = 0, slow = 0, parked = 0
       WHERE instance_id = :id
      """)
  void activate(long id, long now);

  @SqlUpdate("UPDATE lanes SET active = 0 WHERE instance_id = :id")
  void deactivate(long id);

  /** Makes it due at once if it is held or has failed. */
  @SqlUpdate(TRY_AGAIN + " AND instance_id = :id")
  int tryAgain(long id, long now);

  /** The same with all. */
  @SqlUpdate(TRY_AGAIN)
  int tryAllAgain(long now);

  @SqlQuery(
      """
      SELECT active, held, attempts, due_at, last_error, waiting FROM lanes
       WHERE instance_id = :id
      """)
  @UseRowMapper(DeliveryStatus.Mapper.class)
  Optional<DeliveryStatus> status(long id);
}
