package io.pollhook.statistics;

import io.pollhook.feed.Gaps;
import io.pollhook.store.Database;
import io.pollhook.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The problems that a person should look at, worst first, read from the database. */
public final class Problems {
  private static final int MOST = 100;

  /** The number of failures before a problem is shown; fewer are likely to end by themselves. */
  private static final int RETRIES = 3;

  private static final String SELECT =
      """
      SELECT kind, instance_id, instances.document, resource, message FROM (
        SELECT 1 AS place, 'callback.held' AS kind, instance_id, NULL AS resource,
          last_error AS message FROM lanes WHERE active = 1 AND held = 1
        UNION ALL SELECT 2, 'grant.revoked', instance_id, NULL, revoked
          FROM grants WHERE revoked IS NOT NULL
        UNION ALL SELECT 3, 'feed.failed', instance_id, resource, last_error
          FROM feeds WHERE active = 1 AND state = 'FAILED'
        UNION ALL SELECT 4, 'feed.retrying', instance_id, resource, last_error
          FROM feeds WHERE active = 1 AND failures >= :retries
            AND state IN ('BACKING_OFF', 'BASELINE_PENDING')
        UNION ALL SELECT 5, 'gap', instance_id, resource, gap
          FROM feeds WHERE active = 1 AND gap IS NOT NULL AND <endOfGap> > :shownSince) problems
      JOIN instances ON instances.id = instance_id AND instances.enabled = 1
      ORDER BY place, instance_id, resource LIMIT :most
      """;

  private Problems() {}

  /**
   * A problem that needs a person.
   *
   * @param kind {@code callback.held}, {@code grant.revoked}, {@code feed.failed}, {@code
   *     feed.retrying} or {@code gap}
   * @param instanceName as configured
   * @param resource null if it is about the whole instance
   * @param message null if nothing more is known
   */
  public record OpenProblem(
      String kind, long instanceId, String instanceName, String resource, String message) {}

  /** Returns up to a hundred problems of instances that are not disabled. */
  public static List<OpenProblem> read(Database database) {
    Instant now = Instant.ofEpochMilli(database.now());
    return database.read(
        handle ->
            handle
                .createQuery(SELECT)
                .bind("retries", RETRIES)
                .bind("shownSince", Gaps.shownSince(now).toString())
                .bind("most", MOST)
                .map((row, context) -> problem(row))
                .list());
  }

  private static OpenProblem problem(ResultSet row) throws SQLException {
    String kind = row.getString("kind");
    Optional<String> message = Optional.ofNullable(row.getString("message"));
    if (kind.equals("gap")) {
      message = message.map(Gaps::parse).flatMap(Gaps::last).map(Gaps.Gap::why);
    } else if (kind.startsWith("feed.")) {
      message = message.map(Json::unkey);
    }
    Optional<String> resource = Optional.ofNullable(row.getString("resource")).map(Json::unkey);
    return new OpenProblem(
        kind,
        row.getLong("instance_id"),
        Json.parse(row.getString("document")).path("name").asText(),
        resource.orElse(null),
        message.orElse(null));
  }
}
