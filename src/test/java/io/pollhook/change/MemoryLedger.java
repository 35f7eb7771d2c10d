package io.pollhook.change;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** A ledger in memory that treats entries as the table does. */
final class MemoryLedger implements Ledger.Store {
  private final NavigableMap<String, Map<String, Instant>> entries = new TreeMap<>();

  @Override
  public Map<String, Set<String>> versions(Collection<String> objectIds) {
    Map<String, Set<String>> found = new HashMap<>();
    for (String id : objectIds) {
      if (entries.containsKey(id)) {
        found.put(id, Set.copyOf(entries.get(id).keySet()));
      }
    }
    return found;
  }

  @Override
  public int count() {
    return entries.size();
  }

  @Override
  public List<String> idsAfter(String last, int limit) {
    NavigableMap<String, ?> rest = last == null ? entries : entries.tailMap(last, false);
    return rest.keySet().stream().limit(limit).toList();
  }

  /** Every object with its versions. */
  Map<String, Set<String>> all() {
    Map<String, Set<String>> found = new HashMap<>();
    entries.forEach((id, versions) -> found.put(id, Set.copyOf(versions.keySet())));
    return found;
  }

  void write(List<LedgerEntry> written) {
    for (LedgerEntry entry : written) {
      if (entry.replaces()) {
        entries.remove(entry.objectId());
      }
      if (entry.version() != null) {
        entries
            .computeIfAbsent(entry.objectId(), id -> new HashMap<>())
            .put(entry.version(), entry.datedAt());
      }
    }
  }

  void prune(Instant before) {
    entries.values().forEach(versions -> versions.values().removeIf(date -> date.isBefore(before)));
    entries.values().removeIf(Map::isEmpty);
  }

  /** The dates of all entries. */
  List<Instant> dates() {
    return entries.values().stream().flatMap(versions -> versions.values().stream()).toList();
  }
}
