package io.pollhook.feed;

import io.pollhook.change.Ledger;
import io.pollhook.change.LedgerEntry;
import io.pollhook.store.Database;
import io.pollhook.store.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The ledger rows of one feed. Statements on many rows take them as one parameter, because to bind
 * each value costs more than to read or write it.
 */
public final class LedgerStore implements Ledger.Store {
  private final Database database;
  private final long feedId;

  public LedgerStore(Database database, long feedId) {
    this.database = database;
    this.feedId = feedId;
  }

  @Override
  public Map<String, Set<String>> versions(Collection<String> objectIds) {
    return database.read(handle -> versions(handle, objectIds));
  }

  private Map<String, Set<String>> versions(Handle handle, Collection<String> objectIds) {
    Map<String, Set<String>> found = new HashMap<>();
    handle
        .select(
            "SELECT object_id, version FROM ledger WHERE feed_id = ? AND object_id "
                + database.dialect().isOneOf(),
            feedId,
            Json.text(objectIds.stream().map(Json::key).toList()))
        .map(
            (row, context) ->
                found
                    .computeIfAbsent(Json.unkey(row.getString(1)), id -> new HashSet<>())
                    .add(Json.unkey(row.getString(2))))
        .list();
    return found;
  }

  @Override
  public int count() {
    return database.read(
        handle ->
            handle
                .select("SELECT COUNT(DISTINCT object_id) FROM ledger WHERE feed_id = ?", feedId)
                .mapTo(Integer.class)
                .one());
  }

  @Override
  public List<String> idsAfter(String last, int most) {
    // no key is empty, because no object's id is
    return database.read(
        handle ->
            handle
                .select(
                    "SELECT DISTINCT object_id FROM ledger WHERE feed_id = ? AND object_id > ?"
                        + " ORDER BY object_id LIMIT ?",
                    feedId,
                    last == null ? "" : Json.key(last),
                    most)
                .map((row, context) -> Json.unkey(row.getString(1)))
                .list());
  }

  /** Writes the entries of a poll, in its transaction. */
  public void write(Handle handle, List<LedgerEntry> entries) {
    List<String> replaced =
        entries.stream().filter(LedgerEntry::replaces).map(e -> Json.key(e.objectId())).toList();
    if (!replaced.isEmpty()) {
      handle.execute(
          "DELETE FROM ledger WHERE feed_id = ? AND object_id " + database.dialect().isOneOf(),
          feedId,
          Json.text(replaced));
    }
    List<List<Object>> kept = rows(entries);
    if (!kept.isEmpty()) {
      insert(handle, kept);
    }
  }

  /** Returns id, version and date of the entries that no later one of the same poll replaces. */
  private static List<List<Object>> rows(List<LedgerEntry> entries) {
    Map<String, Map<String, Instant>> kept = new LinkedHashMap<>();
    for (LedgerEntry entry : entries) {
      Map<String, Instant> versions =
          kept.computeIfAbsent(entry.objectId(), id -> new LinkedHashMap<>());
      if (entry.replaces()) {
        versions.clear();
      }
      if (entry.version() != null) {
        versions.put(entry.version(), entry.datedAt());
      }
    }
    List<List<Object>> rows = new ArrayList<>();
    kept.forEach(
        (id, versions) ->
            versions.forEach(
                (version, datedAt) ->
                    rows.add(List.of(Json.key(id), Json.key(version), datedAt.toEpochMilli()))));
    return rows;
  }

  private void insert(Handle handle, List<List<Object>> rows) {
    handle.execute(
        "INSERT INTO ledger (feed_id, object_id, version, dated_at)"
            + " SELECT ?, value ->> 0, value ->> 1, CAST(value ->> 2 AS BIGINT) FROM "
            + database.dialect().elements()
            + " WHERE true ON CONFLICT (feed_id, object_id, version)"
            + " DO UPDATE SET dated_at = excluded.dated_at",
        feedId,
        Json.text(rows));
  }

  /** Deletes the entries beyond the period that the feed looks back. */
  public void prune(Handle handle, Instant before) {
    handle.execute(
        "DELETE FROM ledger WHERE feed_id = ? AND dated_at < ?", feedId, before.toEpochMilli());
  }

  /** Replaces a feed's entries by those of another. */
  static void move(Handle handle, long from, long to) {
    handle.execute("DELETE FROM ledger WHERE feed_id = ?", to);
    handle.execute("UPDATE ledger SET feed_id = ? WHERE feed_id = ?", to, from);
  }
}
