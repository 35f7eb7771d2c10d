package io.pollhook.feed;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Every statement of polls and planning on the table {@code feeds}, for both databases. Times are
 * epoch milliseconds; flags are 0 or 1; texts from outside are in the form of {@link
 * io.pollhook.store.Json#key}.
 */
public final class FeedSql {
  /** The feed is active and not claimed. */
  private static final String FREE = "active = 1 AND lease_until <= :now";

  /** No other feed of the account is being polled. */
  private static final String ACCOUNT_IS_IDLE =
      """
       AND NOT EXISTS (SELECT 1 FROM feeds busy
       WHERE busy.instance_id = feeds.instance_id AND busy.lease_until > :now)
      """;

  /** A feed that names or covers the same part as a feed about to be deleted. */
  private static final String HEIR =
      """
      SELECT f.id FROM feeds f, feeds gone WHERE gone.id = :id AND gone.part_id IS NOT NULL
       AND f.instance_id = gone.instance_id AND f.changes = gone.changes
       AND f.id <> gone.id AND f.state <> 'BASELINE_PENDING'
      """;

  private final Handle handle;

  private FeedSql(Handle handle) {
    this.handle = handle;
  }

  /** Returns the statements within a transaction. */
  public static FeedSql in(Handle handle) {
    return new FeedSql(handle);
  }

  // Claims

  /** Returns the feeds that have been due longest, without those of some accounts. */
  public List<FeedRepository.Due> longestDue(
      String source, int slow, List<Long> without, long now, int limit) {
    return handle
        .createQuery(
            """
            SELECT id, instance_id FROM feeds WHERE source = :source AND slow = :slow
             AND due_at <= :now AND instance_id NOT IN (<without>) AND
            """
                + FREE
                + ACCOUNT_IS_IDLE
                + " ORDER BY due_at LIMIT :limit")
        .bind("source", source)
        .bind("slow", slow)
        .bindList("without", without)
        .bind("now", now)
        .bind("limit", limit)
        .map(new FeedRepository.DueMapper())
        .list();
  }

  /** Claims the feeds that are still due and whose account is idle, once the account is locked. */
  public List<Feed> claimDue(Collection<Long> ids, long now, long until) {
    return claim(ids, "due_at <= :now AND " + FREE + ACCOUNT_IS_IDLE, now, until);
  }

  /** Claims the feeds that are not claimed, due or not. */
  public List<Feed> claim(Collection<Long> ids, long now, long until) {
    return claim(ids, FREE, now, until);
  }

  private List<Feed> claim(Collection<Long> ids, String condition, long now, long until) {
    return handle
        .createQuery(
            "UPDATE feeds SET fence = fence + 1, lease_until = :until WHERE id IN"
                + " (SELECT id FROM feeds WHERE id IN (<ids>) AND "
                + condition
                + " <skipLocked>) RETURNING *")
        .bindList("ids", ids)
        .bind("now", now)
        .bind("until", until)
        .map(new Feed.Mapper())
        .list();
  }

  public List<Long> pending(long instanceId, long now, int limit) {
    return handle
        .createQuery(
            "SELECT id FROM feeds WHERE instance_id = :instanceId AND failures = 0"
                + " AND state = 'BASELINE_PENDING' AND "
                + FREE
                + " ORDER BY position, id LIMIT :limit")
        .bind("instanceId", instanceId)
        .bind("now", now)
        .bind("limit", limit)
        .mapTo(Long.class)
        .list();
  }

  public int countPending(long instanceId) {
    return handle
        .createQuery(
            """
            SELECT COUNT(*) FROM feeds WHERE instance_id = :instanceId AND active = 1
             AND failures = 0 AND state = 'BASELINE_PENDING'
            """)
        .bind("instanceId", instanceId)
        .mapTo(Integer.class)
        .one();
  }

  /**
   * Returns 1 if a claimed feed should still be polled, otherwise 0; empty if the claim was lost.
   */
  public Optional<Integer> active(long id, long fence) {
    return handle
        .createQuery("SELECT active FROM feeds WHERE id = :id AND fence = :fence")
        .bind("id", id)
        .bind("fence", fence)
        .mapTo(Integer.class)
        .findOne();
  }

  public int renew(long id, long fence, long until) {
    return handle
        .createUpdate("UPDATE feeds SET lease_until = :until WHERE id = :id AND fence = :fence")
        .bind("id", id)
        .bind("fence", fence)
        .bind("until", until)
        .execute();
  }

  /** Ends a claim that polled nothing; the feed is due at the next slot of its schedule. */
  public int giveBack(long id, long fence, long now) {
    return handle
        .createUpdate(
            """
            UPDATE feeds SET lease_until = 0,
             due_at = phase + ((:now - phase) / interval_ms + 1) * interval_ms
             WHERE id = :id AND fence = :fence
            """)
        .bind("id", id)
        .bind("fence", fence)
        .bind("now", now)
        .execute();
  }

  /** Ends a claim that polled nothing; the feed is due at the given time. */
  public int repeatAt(long id, long fence, long dueAt) {
    return handle
        .createUpdate(
            "UPDATE feeds SET lease_until = 0, due_at = :dueAt WHERE id = :id AND fence = :fence")
        .bind("id", id)
        .bind("fence", fence)
        .bind("dueAt", dueAt)
        .execute();
  }

  public Optional<Long> earliestDue(String source, long now) {
    return handle
        .createQuery("SELECT MIN(due_at) FROM feeds WHERE source = :source AND " + FREE)
        .bind("source", source)
        .bind("now", now)
        .mapTo(Long.class)
        .findOne();
  }

  // Settling, under the claim's fence

  /** Settles a claim; returns the next due time, empty if the claim was lost. */
  public Optional<Long> settle(long id, long fence, Settlement settlement) {
    return handle
        .createQuery(
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
        .bind("id", id)
        .bind("fence", fence)
        .bindMethods(settlement)
        .mapTo(Long.class)
        .findOne();
  }

  /** Moves a feed's cursor under a claim that continues. */
  public int move(long id, long fence, String cursor, Long lastSeen, int dropped) {
    return handle
        .createUpdate(
            """
            UPDATE feeds SET cursor = :cursor, last_seen = :lastSeen,
             dropped = dropped + :dropped WHERE id = :id AND fence = :fence AND active = 1
            """)
        .bind("id", id)
        .bind("fence", fence)
        .bind("cursor", cursor)
        .bind("lastSeen", lastSeen)
        .bind("dropped", dropped)
        .execute();
  }

  public Optional<String> gaps(long id, long fence) {
    return handle
        .createQuery("SELECT gap FROM feeds WHERE id = :id AND fence = :fence")
        .bind("id", id)
        .bind("fence", fence)
        .mapTo(String.class)
        .findOne();
  }

  public int setGaps(long id, long fence, String gaps) {
    return handle
        .createUpdate("UPDATE feeds SET gap = :gaps WHERE id = :id AND fence = :fence")
        .bind("id", id)
        .bind("fence", fence)
        .bind("gaps", gaps)
        .execute();
  }

  /** Returns the problems with single objects, as JSON; empty if there are none. */
  public Optional<String> warnings(long id) {
    return handle
        .createQuery("SELECT warnings FROM feeds WHERE id = :id")
        .bind("id", id)
        .mapTo(String.class)
        .findOne();
  }

  /** Replaces the warnings of a feed. */
  public void warn(long id, String warnings) {
    handle
        .createUpdate("UPDATE feeds SET warnings = :warnings WHERE id = :id")
        .bind("id", id)
        .bind("warnings", warnings)
        .execute();
  }

  /** Returns the state reported to operators; empty if no problem was reported. */
  public Optional<String> reported(long id) {
    return handle
        .createQuery("SELECT reported FROM feeds WHERE id = :id AND reported IS NOT NULL")
        .bind("id", id)
        .mapTo(String.class)
        .findOne();
  }

  /** Notes the state reported to operators; null for no problem. */
  public void report(long id, String state) {
    handle
        .createUpdate("UPDATE feeds SET reported = :state WHERE id = :id")
        .bind("id", id)
        .bind("state", state)
        .execute();
  }

  /**
   * Returns 1 if operators know of the same state of another feed of the instance, otherwise empty.
   */
  public Optional<Integer> otherReported(long instanceId, long id, String state) {
    return handle
        .createQuery(
            """
            SELECT 1 FROM feeds WHERE instance_id = :instanceId AND id <> :id AND reported = :state
             LIMIT 1
            """)
        .bind("instanceId", instanceId)
        .bind("id", id)
        .bind("state", state)
        .mapTo(Integer.class)
        .findOne();
  }

  /**
   * Replaces a cursor unless a poll has moved it in the meantime; a poll under way loses its claim.
   */
  public int replaceCursor(long id, String old, String cursor) {
    return handle
        .createUpdate(
            """
            UPDATE feeds SET cursor = :cursor, fence = fence + 1, lease_until = 0
             WHERE id = :id AND cursor = :old
            """)
        .bind("id", id)
        .bind("old", old)
        .bind("cursor", cursor)
        .execute();
  }

  // Planning

  /**
   * Returns the sources in use. The query skips from one to the next in the index, so its cost does
   * not depend on the number of feeds.
   */
  public List<String> sources() {
    return handle
        .createQuery(
            """
            WITH RECURSIVE used (source) AS (SELECT MIN(source) FROM feeds UNION ALL
             SELECT (SELECT MIN(source) FROM feeds WHERE source > used.source)
             FROM used WHERE used.source IS NOT NULL)
             SELECT source FROM used WHERE source IS NOT NULL
            """)
        .mapTo(String.class)
        .list();
  }

  public void insert(NewFeed feed, long phase) {
    handle
        .createUpdate(
            """
            INSERT INTO feeds (instance_id, parent_id, source, resource, position, url, changes,
             part, part_id, active, state, cursor, interval_ms, phase, due_at, lease_until, fence,
             failures, slow) VALUES (:instanceId, :parentId, :source, :resourceKey, :position,
             :urlKey, :changes, :partKey, :partIdKey, :activeFlag, 'BASELINE_PENDING', :cursorJson,
             :intervalMillis, :phase, :dueAt, 0, 0, 0, 0)
            """)
        .bindMethods(feed)
        .bind("phase", phase)
        .execute();
  }

  public void delete(long id) {
    handle.createUpdate("DELETE FROM feeds WHERE id = :id").bind("id", id).execute();
  }

  public void setActive(long instanceId, int active) {
    handle
        .createUpdate("UPDATE feeds SET active = :active WHERE instance_id = :instanceId")
        .bind("instanceId", instanceId)
        .bind("active", active)
        .execute();
  }

  /** Returns the feeds of an instance, in the order of its configuration. */
  public List<Feed> ofInstance(long instanceId) {
    return handle
        .createQuery("SELECT * FROM feeds WHERE instance_id = :instanceId ORDER BY position, id")
        .bind("instanceId", instanceId)
        .map(new Feed.Mapper())
        .list();
  }

  /**
   * Returns the feeds of an instance with the details shown to people, in the order of its
   * configuration.
   */
  public List<PollRecords.Row> records(long instanceId) {
    return handle
        .createQuery("SELECT * FROM feeds WHERE instance_id = :instanceId ORDER BY position, id")
        .bind("instanceId", instanceId)
        .map(new PollRecords.Row.Mapper())
        .list();
  }

  /** Returns the feeds that the configuration names, without the feeds of parts below them. */
  public List<StandingFeed> standing(long instanceId) {
    return handle
        .createQuery(
            """
            SELECT id, resource, url, changes, active, interval_ms FROM feeds
             WHERE instance_id = :instanceId AND parent_id IS NULL ORDER BY position, id
            """)
        .bind("instanceId", instanceId)
        .map(new StandingFeed.Mapper())
        .list();
  }

  public StandingFeed standingFeed(long id) {
    return handle
        .createQuery(
            "SELECT id, resource, url, changes, active, interval_ms FROM feeds WHERE id = :id")
        .bind("id", id)
        .map(new StandingFeed.Mapper())
        .one();
  }

  /** Makes all feeds of an instance due. */
  public void pollNow(long instanceId, long now) {
    handle
        .createUpdate(
            "UPDATE feeds SET due_at = :now WHERE instance_id = :instanceId AND due_at > :now")
        .bind("instanceId", instanceId)
        .bind("now", now)
        .execute();
  }

  /** Aligns a feed and the feeds of its parts with the plan; their cursors stay. */
  public void keep(long id, PlannedFeed planned, int resumes, long now) {
    handle
        .createUpdate(
            """
            UPDATE feeds SET resource = :resourceKey, position = :position, active = :activeFlag,
             phase = CASE WHEN interval_ms = :intervalMillis THEN phase ELSE :now END,
             due_at = CASE WHEN :resumes = 1 OR (id = :id AND :listsPartsFlag = 1)
             OR state <> 'OK' THEN :now
             WHEN due_at > :now + :intervalMillis AND failures = 0 THEN :now + :intervalMillis
             ELSE due_at END, interval_ms = :intervalMillis
             WHERE id = :id OR parent_id = :id
            """)
        .bind("id", id)
        .bindMethods(planned)
        .bind("resumes", resumes)
        .bind("now", now)
        .execute();
  }

  public List<String> sourcesOf(long id) {
    return handle
        .createQuery("SELECT DISTINCT source FROM feeds WHERE id = :id OR parent_id = :id")
        .bind("id", id)
        .mapTo(String.class)
        .list();
  }

  /** Returns the cursor of a feed that is held back until a person decides. */
  public Optional<String> heldCursor(long id) {
    return handle
        .createQuery("SELECT cursor FROM feeds WHERE id = :id AND state = 'FAILED'")
        .bind("id", id)
        .mapTo(String.class)
        .findOne();
  }

  /** Makes a feed due at once with another cursor; a poll under way loses its claim. */
  public void pollFrom(long id, String cursor, long now) {
    handle
        .createUpdate(
            """
            UPDATE feeds SET cursor = :cursor, due_at = :now, fence = fence + 1, lease_until = 0
             WHERE id = :id
            """)
        .bind("id", id)
        .bind("cursor", cursor)
        .bind("now", now)
        .execute();
  }

  // Parts

  public List<Feed> children(long id) {
    return handle
        .createQuery("SELECT * FROM feeds WHERE parent_id = :id")
        .bind("id", id)
        .map(new Feed.Mapper())
        .list();
  }

  /** Returns the parts that other urls of the same resource name. */
  public List<String> namedParts(long listId) {
    return handle
        .createQuery(
            """
            SELECT f.part FROM feeds f, feeds l WHERE l.id = :listId
             AND f.instance_id = l.instance_id AND f.changes = l.changes
             AND f.parent_id IS NULL AND f.id <> l.id
            """)
        .bind("listId", listId)
        .mapTo(String.class)
        .list();
  }

  /**
   * Returns the real ids of the parts that other urls name, if their feeds have had their first
   * look.
   */
  public List<String> takenParts(long listId) {
    return handle
        .createQuery(
            """
            SELECT f.part_id FROM feeds f, feeds l WHERE l.id = :listId
             AND f.instance_id = l.instance_id AND f.changes = l.changes
             AND f.parent_id IS NULL AND f.id <> l.id
             AND f.part_id IS NOT NULL AND f.state <> 'BASELINE_PENDING'
            """)
        .bind("listId", listId)
        .mapTo(String.class)
        .list();
  }

  /** Returns the number of urls before this feed's that name the same part. */
  public int countNamedBefore(Feed feed, String partKey) {
    return handle
        .createQuery(
            """
            SELECT COUNT(*) FROM feeds WHERE instance_id = :instanceId AND source = :source
             AND part_id = :partKey AND id <> :id AND parent_id IS NULL AND position < :position
            """)
        .bindMethods(feed)
        .bind("partKey", partKey)
        .mapTo(Integer.class)
        .one();
  }

  /**
   * Returns the number of feeds that take precedence over this literal placeholder for a part:
   * those whose url names the part, once they have had their first look, and those of earlier
   * placeholders.
   */
  public int countBeforeChild(Feed feed, String partKey) {
    return handle
        .createQuery(
            """
            SELECT COUNT(*) FROM feeds WHERE instance_id = :instanceId AND source = :source
             AND part_id = :partKey AND id <> :id
             AND ((parent_id IS NULL AND state <> 'BASELINE_PENDING')
             OR (parent_id <> :parentId AND position < :position))
            """)
        .bindMethods(feed)
        .bind("partKey", partKey)
        .mapTo(Integer.class)
        .one();
  }

  /** Returns another url's feed that names the same part as a feed about to be deleted. */
  public Optional<Long> namesake(long id) {
    return handle
        .createQuery(
            HEIR
                + " AND f.part_id = gone.part_id AND f.parent_id IS NULL"
                + " ORDER BY f.position LIMIT 1")
        .bind("id", id)
        .mapTo(Long.class)
        .findOne();
  }

  /**
   * Returns the feed of the literal placeholder that covers the part of a feed about to be deleted.
   */
  public Optional<Long> placeholder(long id) {
    return handle
        .createQuery(HEIR + " AND f.part = '" + Feed.EVERY_PART + "' ORDER BY f.position LIMIT 1")
        .bind("id", id)
        .mapTo(Long.class)
        .findOne();
  }

  public int becomeChild(long id, long listId, long now) {
    return handle
        .createUpdate(
            """
            UPDATE feeds SET parent_id = list.id, part = feeds.part_id, resource = list.resource,
             position = list.position, url = list.url, active = list.active,
             interval_ms = list.interval_ms, due_at = :now FROM feeds list
             WHERE feeds.id = :id AND list.id = :listId
            """)
        .bind("id", id)
        .bind("listId", listId)
        .bind("now", now)
        .execute();
  }

  /** Returns the feed of a part that a literal placeholder covers so far. */
  public Optional<Long> coveringChild(long instanceId, String source, String partKey) {
    return handle
        .createQuery(
            """
            SELECT id FROM feeds WHERE instance_id = :instanceId AND source = :source
             AND part_id = :partKey AND parent_id IS NOT NULL AND state <> 'BASELINE_PENDING'
             ORDER BY position LIMIT 1
            """)
        .bind("instanceId", instanceId)
        .bind("source", source)
        .bind("partKey", partKey)
        .mapTo(Long.class)
        .findOne();
  }

  /** Copies a feed's position to its heir; a poll of the heir under way loses its claim. */
  public void inherit(long from, long to, long now) {
    handle
        .createUpdate(
            """
            UPDATE feeds SET cursor = old.cursor, last_seen = old.last_seen,
             served_at = old.served_at, part_id = old.part_id, state = old.state,
             failures = 0, lease_until = 0,
             fence = feeds.fence + 1, due_at = :now FROM feeds old
             WHERE feeds.id = :to AND old.id = :from
            """)
        .bind("from", from)
        .bind("to", to)
        .bind("now", now)
        .execute();
  }
}
