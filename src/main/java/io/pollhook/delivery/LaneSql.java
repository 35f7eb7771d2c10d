package io.pollhook.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Every statement that changes the table {@code lanes}, for both databases. Times are epoch
 * milliseconds; flags are 0 or 1.
 */
final class LaneSql {
  /** Makes lanes that are held or have failed due at once, as if they had never failed. */
  private static final String TRY_AGAIN =
      "UPDATE lanes SET due_at = :now, attempts = 0, held = 0, slow = 0, parked = 0"
          + " WHERE active = 1 AND (held = 1 OR attempts > 0)";

  private final Handle handle;

  private LaneSql(Handle handle) {
    this.handle = handle;
  }

  /** Returns the statements within a transaction. */
  static LaneSql in(Handle handle) {
    return new LaneSql(handle);
  }

  // Claims

  /**
   * Returns the lanes with the earliest due times, due already or not.
   *
   * @param without hosts to leave out
   * @param consumers the prefix of hosts that stand for routes
   * @param present the hosts of the routes that run here
   * @param slow 0 leaves out lanes whose last attempt timed out
   * @param attempts leaves out lanes with more failed attempts in a row
   */
  List<Lane> first(
      long now,
      Collection<String> without,
      String consumers,
      Collection<String> present,
      int slow,
      int attempts,
      int limit) {
    return handle
        .createQuery(
            """
            SELECT instance_id, host, slow, attempts, reported, due_at FROM lanes
             WHERE active = 1 AND due_at IS NOT NULL AND lease_until <= :now
             AND host NOT IN (<without>) AND (host NOT LIKE :consumers OR host IN (<present>))
             AND slow <= :slow AND attempts <= :attempts ORDER BY due_at LIMIT :limit
            """)
        .bind("now", now)
        .bindList("without", without)
        .bind("consumers", consumers)
        .bindList("present", present)
        .bind("slow", slow)
        .bind("attempts", attempts)
        .bind("limit", limit)
        .map(new Lane.Mapper())
        .list();
  }

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

  /** Claims the lanes that are still due and not claimed. */
  List<Claim> claim(Collection<Long> ids, long now, long until) {
    return handle
        .createQuery(
            """
            UPDATE lanes SET fence = fence + 1, lease_until = :until WHERE instance_id IN
             (SELECT instance_id FROM lanes WHERE instance_id IN (<ids>) AND active = 1
             AND due_at <= :now AND lease_until <= :now <skipLocked>) RETURNING instance_id, fence
            """)
        .bindList("ids", ids)
        .bind("now", now)
        .bind("until", until)
        .map(new Claim.Mapper())
        .list();
  }

  int renew(long id, long fence, long until) {
    return handle
        .createUpdate(
            "UPDATE lanes SET lease_until = :until WHERE instance_id = :id AND fence = :fence")
        .bind("id", id)
        .bind("fence", fence)
        .bind("until", until)
        .execute();
  }

  // Settling, under the claim's fence, before the notifications are updated

  /** Notes deliveries: the notifications no longer wait, and the callback works. */
  int delivered(long id, long fence, Collection<Long> seqs, long until) {
    return handle
        .createUpdate(
            """
            UPDATE lanes SET attempts = 0, held = 0, slow = 0, parked = 0, last_error = NULL,
             lease_until = :until, waiting = waiting - (SELECT COUNT(*) FROM notifications
             WHERE seq IN (<seqs>) AND settled_at IS NULL)
             WHERE instance_id = :id AND fence = :fence
            """)
        .bind("id", id)
        .bind("fence", fence)
        .bindList("seqs", seqs)
        .bind("until", until)
        .execute();
  }

  /** Counts a failure; empty if the claim was lost. */
  Optional<FailurePolicy.Setback> failed(long id, long fence, int slow, String error) {
    return handle
        .createQuery(
            """
            UPDATE lanes SET attempts = attempts + 1, slow = :slow, last_error = :error
             WHERE instance_id = :id AND fence = :fence RETURNING instance_id, attempts, held, parked
            """)
        .bind("id", id)
        .bind("fence", fence)
        .bind("slow", slow)
        .bind("error", error)
        .map(new FailurePolicy.SetbackMapper())
        .findOne();
  }

  /** Stores the step after a failure, under the lock that {@link #failed} has taken. */
  void follow(long id, int held, int parked) {
    handle
        .createUpdate(
            """
            UPDATE lanes SET held = :held, parked = parked + :parked, waiting = waiting - :parked,
             attempts = CASE WHEN :parked = 1 THEN 0 ELSE attempts END WHERE instance_id = :id
            """)
        .bind("id", id)
        .bind("held", held)
        .bind("parked", parked)
        .execute();
  }

  /** Notes whether operators know that the callback is held; returns 1 if this changed. */
  int report(long id, int reported) {
    return handle
        .createUpdate(
            """
            UPDATE lanes SET reported = :reported WHERE instance_id = :id AND reported <> :reported
            """)
        .bind("id", id)
        .bind("reported", reported)
        .execute();
  }

  /** Ends a claim that has nothing to settle. */
  int release(long id, long fence) {
    return handle
        .createUpdate("UPDATE lanes SET lease_until = 0 WHERE instance_id = :id AND fence = :fence")
        .bind("id", id)
        .bind("fence", fence)
        .execute();
  }

  /** Ends a claim under the lock of its transaction; a null due time means that nothing waits. */
  void rest(long id, Long dueAt) {
    handle
        .createUpdate("UPDATE lanes SET lease_until = 0, due_at = :dueAt WHERE instance_id = :id")
        .bind("id", id)
        .bind("dueAt", dueAt)
        .execute();
  }

  // Appending

  Optional<Long> waiting(long id) {
    return handle
        .createQuery("SELECT waiting FROM lanes WHERE instance_id = :id")
        .bind("id", id)
        .mapTo(Long.class)
        .findOne();
  }

  /** Reserves places at the end of the lane; returns the last one. */
  long extend(long id, int count, long now) {
    return handle
        .createQuery(
            """
            UPDATE lanes SET tail = tail + :count, waiting = waiting + :count,
             due_at = COALESCE(due_at, :now) WHERE instance_id = :id RETURNING tail
            """)
        .bind("id", id)
        .bind("count", count)
        .bind("now", now)
        .mapTo(Long.class)
        .one();
  }

  void lock(long id) {
    handle
        .createUpdate("UPDATE lanes SET tail = tail WHERE instance_id = :id")
        .bind("id", id)
        .execute();
  }

  // Changes made by instances and people

  void insert(long id) {
    handle
        .createUpdate(
            """
            INSERT INTO lanes (instance_id, active, callback, host, attempts, held, slow, fence,
             lease_until) VALUES (:id, 0, '', '', 0, 0, 0, 0, 0)
             ON CONFLICT (instance_id) DO NOTHING
            """)
        .bind("id", id)
        .execute();
  }

  void address(long id, String callback, String host) {
    handle
        .createUpdate("UPDATE lanes SET callback = :callback, host = :host WHERE instance_id = :id")
        .bind("id", id)
        .bind("callback", callback)
        .bind("host", host)
        .execute();
  }

  /** Returns 1 if the lane does not send changes or has another callback, otherwise empty. */
  Optional<Integer> differs(long id, String callback) {
    return handle
        .createQuery(
            """
            SELECT 1 FROM lanes WHERE instance_id = :id
             AND (active = 0 OR tests = 1 OR callback <> :callback)
            """)
        .bind("id", id)
        .bind("callback", callback)
        .mapTo(Integer.class)
        .findOne();
  }

  void activate(long id, long now) {
    handle
        .createUpdate(
            """
            UPDATE lanes SET active = 1, tests = 0, due_at = :now, attempts = 0, held = 0, slow = 0,
             parked = 0 WHERE instance_id = :id
            """)
        .bind("id", id)
        .bind("now", now)
        .execute();
  }

  /**
   * Activates a lane that no poll fills, so that only tests are sent; any change of the instance
   * ends this.
   *
   * @param test the object type of tests, as it is stored
   */
  void activateForTests(long id, String test, long now) {
    handle.execute(
        """
        UPDATE lanes SET active = 1, tests = 1, due_at = ?, attempts = 0, held = 0, slow = 0,
         parked = 0 WHERE instance_id = ?
         AND EXISTS (SELECT 1 FROM instances i WHERE i.id = lanes.instance_id AND i.enabled = 1)
         AND NOT EXISTS (SELECT 1 FROM notifications n WHERE n.instance_id = lanes.instance_id
         AND n.settled_at IS NULL AND n.object_type <> ?)
        """,
        now,
        id,
        test);
  }

  void deactivate(long id) {
    handle
        .createUpdate("UPDATE lanes SET active = 0, tests = 0 WHERE instance_id = :id")
        .bind("id", id)
        .execute();
  }

  /** Makes a lane due at once if it is held or has failed. */
  int tryAgain(long id, long now) {
    return handle
        .createUpdate(TRY_AGAIN + " AND instance_id = :id")
        .bind("id", id)
        .bind("now", now)
        .execute();
  }

  /** Makes every lane that is held or has failed due at once. */
  int tryAllAgain(long now) {
    return handle.createUpdate(TRY_AGAIN).bind("now", now).execute();
  }

  Optional<DeliveryStatus> status(long id) {
    return handle
        .createQuery(
            """
            SELECT active, held, attempts, due_at, last_error, waiting FROM lanes
             WHERE instance_id = :id
            """)
        .bind("id", id)
        .map(new DeliveryStatus.Mapper())
        .findOne();
  }
}
