package io.pollhook.feed;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jdbi.v3.sqlobject.statement.UseRowMapper;

/**
 * Every statement on the table {@code feeds}, for both databases. Times are epoch milliseconds;
 * flags are 0 or 1; texts from outside are in the form of {@link io.pollhook.store.Json#key}.
 */
@RegisterRowMapper(Feed.Mapper.class)
@RegisterRowMapper(StandingFeed.Mapper.class)
public interface FeedSql {
  /** Nobody has claimed it. */
  String FREE = "active = 1 AND lease_until <= :now";

  /** No other feed of the account is being polled. */
  String ACCOUNT_IS_IDLE =
      """
       AND NOT EXISTS (SELECT 1 FROM feeds busy
       WHERE busy.instance_id = feeds.instance_id AND busy.lease_until > :now)
      """;

  /** The statements within that transaction. */
  static FeedSql in(Handle handle) {
    return handle.attach(FeedSql.class);
  }

  // Claims

  /** The feeds that are longest due, without those of some accounts. */
  @SqlQuery(
      """
      SELECT id, instance_id FROM feeds WHERE source = :source AND slow = :slow AND due_at <= :now
       AND instance_id NOT IN (<without>) AND
      """
          + FREE
          + ACCOUNT_IS_IDLE
          + " ORDER BY due_at LIMIT :limit")
  @UseRowMapper(FeedRepository.DueMapper.class)
  List<FeedRepository.Due> longestDue(
      String source, int slow, @BindList List<Long> without, long now, int limit);

  /** Claims those that are still due, and of idle accounts, when the account is locked. */
  @SqlQuery(
      "UPDATE feeds SET fence = fence + 1, lease_until = :until WHERE id IN"
          + " (SELECT id FROM feeds WHERE id IN (<ids>) AND due_at <= :now AND "
          + FREE
          + ACCOUNT_IS_IDLE
          + " <skipLocked>) RETURNING *")
  List<Feed> claimDue(@BindList Collection<Long> ids, long now, long until);

  /** Claims those that nobody else has, whenever they are due. */
  @SqlQuery(
      "UPDATE feeds SET fence = fence + 1, lease_until = :until WHERE id IN"
          + " (SELECT id FROM feeds WHERE id IN (<ids>) AND "
          + FREE
          + " <skipLocked>) RETURNING *")
  List<Feed> claim(@BindList Collection<Long> ids, long now, long until);

  @SqlQuery(
      "SELECT id FROM feeds WHERE instance_id = :instanceId AND failures = 0"
          + " AND state = 'BASELINE_PENDING' AND "
          + FREE
          + " ORDER BY position, id LIMIT :limit")
  List<Long> pending(long instanceId, long now, int limit);

  @SqlQuery(
      """
      SELECT COUNT(*) FROM feeds WHERE instance_id = :instanceId AND active = 1 AND failures = 0
       AND state = 'BASELINE_PENDING'
      """)
  int countPending(long instanceId);

  /** Whether a claimed feed is still to be polled; empty if the claim was lost. */
  @SqlQuery("SELECT active FROM feeds WHERE id = :id AND fence = :fence")
  Optional<Integer> active(long id, long fence);

  @SqlUpdate("UPDATE feeds SET lease_until = :until WHERE id = :id AND fence = :fence")
  int renew(long id, long fence, long until);

  /** Ends a claim that polled nothing; the feed is due at the next slot of its own schedule. */
  @SqlUpdate(
      """
      UPDATE feeds SET lease_until = 0,
       due_at = phase + ((:now - phase) / interval_ms + 1) * interval_ms
       WHERE id = :id AND fence = :fence
      """)
  int giveBack(long id, long fence, long now);

  /** Ends a claim that polled nothing; the feed is due at that time. */
  @SqlUpdate("UPDATE feeds SET lease_until = 0, due_at = :dueAt WHERE id = :id AND fence = :fence")
  int repeatAt(long id, long fence, long dueAt);

  @SqlQuery("SELECT MIN(due_at) FROM feeds WHERE source = :source AND " + FREE)
  Optional<Long> earliestDue(String source, long now);

  // Settling, under the claim's fence

  /** The next due time; empty if the claim was lost. */
  @SqlQuery(
      """
      UPDATE feeds SET cursor = :cursorJson, state = :stateName, last_seen = :lastSeenMillis,
       served_at = CASE WHEN :coveredFlag = 1 THEN NULL
        ELSE COALESCE(:servedAtMillis, served_at) END,
       part_id = COALESCE(:partIdKey, part_id), failures = :failures, slow = :slowFlag,
       last_error = :lastErrorKey,
       dropped = dropped + :dropped, lease_until = 0, last_poll_at = :now,
       due_at = COALESCE(:dueAt, phase + ((:now - phase) / interval_ms + 1) * interval_ms)
       WHERE id = :id AND fence = :fence RETURNING due_at
      """)
  Optional<Long> settle(long id, long fence, @BindMethods Settlement settlement);

  /** Moves a feed under a claim that continues. */
  @SqlUpdate(
      """
      UPDATE feeds SET cursor = :cursor, last_seen = :lastSeen,
       dropped = dropped + :dropped WHERE id = :id AND fence = :fence AND active = 1
      """)
  int move(long id, long fence, String cursor, Long lastSeen, int dropped);

  @SqlQuery("SELECT gap FROM feeds WHERE id = :id AND fence = :fence")
  Optional<String> gaps(long id, long fence);

  @SqlUpdate("UPDATE feeds SET gap = :gaps WHERE id = :id AND fence = :fence")
  int setGaps(long id, long fence, String gaps);

  /** What went wrong with single objects, as JSON; null if nothing did. */
  @SqlQuery("SELECT warnings FROM feeds WHERE id = :id")
  Optional<String> warnings(long id);

  /** Replaces it. */
  @SqlUpdate("UPDATE feeds SET warnings = :warnings WHERE id = :id")
  void warn(long id, String warnings);

  /** The state that operators know of; empty if they know of no trouble. */
  @SqlQuery("SELECT reported FROM feeds WHERE id = :id AND reported IS NOT NULL")
  Optional<String> reported(long id);

  /** Notes it; null for no trouble. */
  @SqlUpdate("UPDATE feeds SET reported = :state WHERE id = :id")
  void report(long id, String state);

  /** Whether operators know that state of another feed of the instance. */
  @SqlQuery(
      """
      SELECT 1 FROM feeds WHERE instance_id = :instanceId AND id <> :id AND reported = :state
       LIMIT 1
      """)
  Optional<Integer> otherReported(long instanceId, long id, String state);

  /** Changes a cursor unless a poll has moved it meanwhile; a poll under way loses its claim. */
  @SqlUpdate(
      """
      UPDATE feeds SET cursor = :cursor, fence = fence + 1, lease_until = 0
       WHERE id = :id AND cursor = :old
      """)
  int replaceCursor(long id, String old, String cursor);

  // Planning

  /** The sources in use, from one to the next by the index: the number of feeds does not matter. */
  @SqlQuery(
      """
      WITH RECURSIVE used (source) AS (SELECT MIN(source) FROM feeds UNION ALL
       SELECT (SELECT MIN(source) FROM feeds WHERE source > used.source)
       FROM used WHERE used.source IS NOT NULL)
       SELECT source FROM used WHERE source IS NOT NULL
      """)
  List<String> sources();

  @SqlUpdate(
      """
      INSERT INTO feeds (instance_id, parent_id, source, resource, position, url, changes,
       part, part_id, active, state, cursor, interval_ms, phase, due_at, lease_until, fence,
       failures, slow) VALUES (:instanceId, :parentId, :source, :resourceKey, :position, :urlKey,
       :changes, :partKey, :partIdKey, :activeFlag, 'BASELINE_PENDING', :cursorJson,
       :intervalMillis, :phase, :dueAt, 0, 0, 0, 0)
      """)
  void insert(@BindMethods NewFeed feed, long phase);

  @SqlUpdate("DELETE FROM feeds WHERE id = :id")
  void delete(long id);

  @SqlUpdate("UPDATE feeds SET active = :active WHERE instance_id = :instanceId")
  void setActive(long instanceId, int active);

  /** The feeds of an instance, in the order of its configuration. */
  @SqlQuery("SELECT * FROM feeds WHERE instance_id = :instanceId ORDER BY position, id")
  List<Feed> ofInstance(long instanceId);

  /** The same with what people want to know of them. */
  @SqlQuery("SELECT * FROM feeds WHERE instance_id = :instanceId ORDER BY position, id")
  @UseRowMapper(PollRecords.Row.Mapper.class)
  List<PollRecords.Row> records(long instanceId);

  /** Those that the configuration names: without the feeds of parts, which stand below others. */
  @SqlQuery(
      """
      SELECT id, resource, url, changes, active, interval_ms FROM feeds
       WHERE instance_id = :instanceId AND parent_id IS NULL ORDER BY position, id
      """)
  List<StandingFeed> standing(long instanceId);

  @SqlQuery("SELECT id, resource, url, changes, active, interval_ms FROM feeds WHERE id = :id")
  StandingFeed standingFeed(long id);

  /** Makes all feeds of an instance due. */
  @SqlUpdate("UPDATE feeds SET due_at = :now WHERE instance_id = :instanceId AND due_at > :now")
  void pollNow(long instanceId, long now);

  /** Brings a feed and those of its parts in line with the plan; their cursors stay. */
  @SqlUpdate(
      """
      UPDATE feeds SET resource = :resourceKey, position = :position, active = :activeFlag,
       phase = CASE WHEN interval_ms = :intervalMillis THEN phase ELSE :now END,
       due_at = CASE WHEN :resumes = 1 OR (id = :id AND :listsPartsFlag = 1)
       OR state <> 'OK' THEN :now
       WHEN due_at > :now + :intervalMillis AND failures = 0 THEN :now + :intervalMillis
       ELSE due_at END, interval_ms = :intervalMillis
       WHERE id = :id OR parent_id = :id
      """)
  void keep(long id, @BindMethods PlannedFeed planned, int resumes, long now);

  @SqlQuery("SELECT DISTINCT source FROM feeds WHERE id = :id OR parent_id = :id")
  List<String> sourcesOf(long id);

  /** The cursor of a feed that holds back until a person looks at it. */
  @SqlQuery("SELECT cursor FROM feeds WHERE id = :id AND state = 'FAILED'")
  Optional<String> heldCursor(long id);

  /** Lets a feed be polled at once from another cursor; a poll under way loses its claim. */
  @SqlUpdate(
      """
      UPDATE feeds SET cursor = :cursor, due_at = :now, fence = fence + 1, lease_until = 0
       WHERE id = :id
      """)
  void pollFrom(long id, String cursor, long now);

  // Parts

  @SqlQuery("SELECT * FROM feeds WHERE parent_id = :id")
  List<Feed> children(long id);

  /** The parts that other urls of the same resource name. */
  @SqlQuery(
      """
      SELECT f.part FROM feeds f, feeds l WHERE l.id = :listId AND f.instance_id = l.instance_id
       AND f.changes = l.changes AND f.parent_id IS NULL AND f.id <> l.id
      """)
  List<String> namedParts(long listId);

  /** The real ids of the parts that other urls name, of feeds that have had their first look. */
  @SqlQuery(
      """
      SELECT f.part_id FROM feeds f, feeds l WHERE l.id = :listId AND f.instance_id = l.instance_id
       AND f.changes = l.changes AND f.parent_id IS NULL AND f.id <> l.id
       AND f.part_id IS NOT NULL AND f.state <> 'BASELINE_PENDING'
      """)
  List<String> takenParts(long listId);

  /** Of the urls that name a part, the number of those before this feed's. */
  @SqlQuery(
      """
      SELECT COUNT(*) FROM feeds WHERE instance_id = :instanceId AND source = :source
       AND part_id = :partKey AND id <> :id AND parent_id IS NULL AND position < :position
      """)
  int countNamedBefore(@BindMethods Feed feed, String partKey);

  /**
   * The number of feeds that a part belongs to rather than to this one of a literal placeholder:
   * those of urls that name it, once they have had their first look, and of placeholders before it.
   */
  @SqlQuery(
      """
      SELECT COUNT(*) FROM feeds WHERE instance_id = :instanceId AND source = :source
       AND part_id = :partKey AND id <> :id
       AND ((parent_id IS NULL AND state <> 'BASELINE_PENDING')
       OR (parent_id <> :parentId AND position < :position))
      """)
  int countBeforeChild(@BindMethods Feed feed, String partKey);

  String HEIR =
      """
      SELECT f.id FROM feeds f, feeds gone WHERE gone.id = :id AND gone.part_id IS NOT NULL
       AND f.instance_id = gone.instance_id AND f.changes = gone.changes
       AND f.id <> gone.id AND f.state <> 'BASELINE_PENDING'
      """;

  /** Another url's feed that names the same part as one that is to be deleted. */
  @SqlQuery(
      HEIR + " AND f.part_id = gone.part_id AND f.parent_id IS NULL ORDER BY f.position LIMIT 1")
  Optional<Long> namesake(long id);

  /** The literal placeholder that covers the part of a feed that is to be deleted. */
  @SqlQuery(HEIR + " AND f.part = '" + Feed.EVERY_PART + "' ORDER BY f.position LIMIT 1")
  Optional<Long> placeholder(long id);

  @SqlUpdate(
      """
      UPDATE feeds SET parent_id = list.id, part = feeds.part_id, resource = list.resource,
       position = list.position, url = list.url, active = list.active,
       interval_ms = list.interval_ms, due_at = :now FROM feeds list
       WHERE feeds.id = :id AND list.id = :listId
      """)
  int becomeChild(long id, long listId, long now);

  /** The feed of a part that a literal placeholder covers so far. */
  @SqlQuery(
      """
      SELECT id FROM feeds WHERE instance_id = :instanceId AND source = :source
       AND part_id = :partKey AND parent_id IS NOT NULL AND state <> 'BASELINE_PENDING'
       ORDER BY position LIMIT 1
      """)
  Optional<Long> coveringChild(long instanceId, String source, String partKey);

  /** Lets a feed continue where another stood; a poll of the heir under way loses its claim. */
  @SqlUpdate(
      """
      UPDATE feeds SET cursor = old.cursor, last_seen = old.last_seen, served_at = old.served_at,
       part_id = old.part_id, state = old.state, failures = 0, lease_until = 0,
       fence = feeds.fence + 1, due_at = :now FROM feeds old WHERE feeds.id = :to AND old.id = :from
      """)
  void inherit(long from, long to, long now);
}
