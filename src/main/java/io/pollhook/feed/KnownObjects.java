package io.pollhook.feed;

import io.pollhook.change.LedgerEntry;
import io.pollhook.store.Database;
import io.pollhook.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the entries of one object from the ledgers of an instance. */
public final class KnownObjects {
  /** The most rows read; more would be of no use. */
  private static final int MOST = 1_000;

  private final Database database;

  /** Creates the reader over a database. */
  public KnownObjects(Database database) {
    this.database = database;
  }

  /**
   * An object in the ledger of one resource or part: it was reported, was dropped by a route's
   * step, or existed before the first poll.
   *
   * @param part the part's id; null if the resource has no parts
   * @param versions the number of its versions still in the ledger
   * @param latest the latest date of these versions, by which they are kept; null if they are kept
   *     forever
   * @param created whether its creation was reported
   * @param deleted whether its deletion was reported
   */
  public record Known(
      String resource,
      String part,
      int versions,
      Instant latest,
      boolean created,
      boolean deleted) {

    private Known plus(Known other) {
      return new Known(
          resource,
          part,
          versions + other.versions,
          later(latest, other.latest),
          created || other.created,
          deleted || other.deleted);
    }

    private static Instant later(Instant one, Instant other) {
      if (one == null || other == null) {
        return null;
      }
      return one.isAfter(other) ? one : other;
    }
  }

  /** Returns one entry for each resource or part that knows the object. */
  public List<Known> of(long instanceId, String objectId) {
    Map<Long, Known> known = new LinkedHashMap<>();
    database.read(
        handle -> {
          handle
              .createQuery(
                  "SELECT f.id, f.resource, f.part, f.part_id, l.version, l.dated_at FROM feeds f"
                      + " JOIN ledger l ON l.feed_id = f.id AND l.object_id = :object"
                      + " WHERE f.instance_id = :instance ORDER BY f.position, f.id LIMIT :most")
              .bind("object", Json.key(objectId))
              .bind("instance", instanceId)
              .bind("most", MOST)
              .map((row, context) -> Map.entry(row.getLong("id"), known(row)))
              .forEach(entry -> known.merge(entry.getKey(), entry.getValue(), Known::plus));
          return null;
        });
    return new ArrayList<>(known.values());
  }

  private static Known known(ResultSet row) throws SQLException {
    String part = Columns.text(row, "part");
    String partId = Columns.text(row, "part_id");
    String version = Columns.text(row, "version");
    Instant date = Instant.ofEpochMilli(row.getLong("dated_at"));
    return new Known(
        Columns.text(row, "resource"),
        part.isEmpty() || part.equals(Feed.EVERY_PART) ? null : partId == null ? part : partId,
        1,
        date.equals(LedgerEntry.FOREVER) ? null : date,
        LedgerEntry.isCreation(version),
        LedgerEntry.isDeletion(version));
  }
}
