package io.pollhook.feed;

import io.pollhook.change.Ledger;
import io.pollhook.change.LedgerEntry;
import io.pollhook.store.Database;
import io.pollhook.store.Dialect;
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
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/** The ledger rows of one feed. */
public final class LedgerStore implements Ledger.Store {
  private static final int MOST_PARAMETERS = 500;

  private final Database database;
  private final long feedId;

  public LedgerStore(Database database, long feedId) {
    this.database = database;
    this.feedId = feedId;
  }

  @Override
  public Map<String, Set<String>> versions(Collection<String> objectIds) {
    List<String> keys = objectIds.stream().map(Json::key).toList();
    Map<String, Set<String>> found = new HashMap<>();
    if (database.dialect() == Dialect.POSTGRESQL) {
      read("object_id = ANY(:ids)", array(keys), found);
      return found;
    }
    for (int from = 0; from < keys.size(); from += MOST_PARAMETERS) {
      List<String> some = keys.subList(from, Math.min(keys.size(), from + MOST_PARAMETERS));
      read("object_id IN (<ids>)", query -> query.bindList("ids", some), found);
    }
    return found;
  }

  /** Binds all ids as one parameter, so that the query plan does not depend on their number. */
  private static Consumer<Query> array(List<String> keys) {
    Argument array =
        (position, statement, context) ->
            statement.setArray(
                position, statement.getConnection().createArrayOf("text", keys.toArray()));
    return query -> query.bind("ids", array);
  }

  private void read(String condition, Consumer<Query> ids, Map<String, Set<String>> found) {
    database.read(
        handle -> {
          try (Query query =
              handle.createQuery(
                  "SELECT object_id, version FROM ledger WHERE feed_id = :feed AND " + condition)) {
            ids.accept(query);
            query
                .bind("feed", feedId)
                .map(
                    (row, context) ->
                        found
                            .computeIfAbsent(
                                Json.unkey(row.getString("object_id")), id -> new HashSet<>())
                            .add(Json.unkey(row.getString("version"))))
                .list();
            return null;
          }
        });
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
    List<LedgerEntry> replacing = entries.stream().filter(LedgerEntry::replaces).toList();
    if (!replacing.isEmpty()) {
      try (PreparedBatch batch =
          handle.prepareBatch("DELETE FROM ledger WHERE feed_id = :feed AND object_id = :id")) {
        replacing.forEach(e -> batch.bind("feed", feedId).bind("id", Json.key(e.objectId())).add());
        batch.execute();
      }
    }
    List<LedgerEntry> kept = kept(entries);
    if (!kept.isEmpty()) {
      insert(handle, kept);
    }
  }

  /** Returns the entries that no later one of the same poll replaces. */
  private static List<LedgerEntry> kept(List<LedgerEntry> entries) {
    Map<String, List<LedgerEntry>> kept = new LinkedHashMap<>();
    for (LedgerEntry entry : entries) {
      List<LedgerEntry> ofObject = kept.computeIfAbsent(entry.objectId(), id -> new ArrayList<>());
      if (entry.replaces()) {
        ofObject.clear();
      }
      if (entry.version() != null) {
        ofObject.add(entry);
      }
    }
    return kept.values().stream().flatMap(List::stream).toList();
  }

  private void insert(Handle handle, List<LedgerEntry> entries) {
    try (PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO ledger (feed_id, object_id, version, dated_at)"
                + " VALUES (:feed, :id, :version, :dated) ON CONFLICT (feed_id, object_id, version)"
                + " DO UPDATE SET dated_at = excluded.dated_at")) {
      for (LedgerEntry entry : entries) {
        batch
            .bind("feed", feedId)
            .bind("id", Json.key(entry.objectId()))
            .bind("version", Json.key(entry.version()))
            .bind("dated", entry.datedAt().toEpochMilli())
            .add();
      }
      batch.execute();
    }
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
