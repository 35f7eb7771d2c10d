package io.pollhook.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a feed has reported, as one poll sees it: what is stored, and what the poll itself has found
 * so far, so that a page that drifts reports nothing twice.
 */
public final class Ledger {
  private final Store store;
  private final Map<String, Set<String>> versions = new HashMap<>();
  private final Set<String> fetched = new HashSet<>();
  private final List<LedgerEntry> silent = new ArrayList<>();

  /** Where entries are kept. */
  public interface Store {
    /** The versions of those of the given objects that have any. */
    Map<String, Set<String>> versions(Collection<String> objectIds);

    /** Every object with its version. */
    Map<String, Set<String>> all();
  }

  /** Over what is stored for one feed. */
  public Ledger(Store store) {
    this.store = store;
  }

  /** Fetches what is known of a page's objects, in one round trip. */
  void prepare(Collection<String> objectIds) {
    Set<String> unknown = new HashSet<>(objectIds);
    unknown.removeIf(id -> !fetched.add(id));
    if (!unknown.isEmpty()) {
      store
          .versions(unknown)
          .forEach(
              (id, stored) -> versions.computeIfAbsent(id, any -> new HashSet<>()).addAll(stored));
    }
  }

  /** Whether that version of the object was reported, or noted, before. */
  boolean knows(String objectId, String version) {
    return versions.getOrDefault(objectId, Set.of()).contains(version);
  }

  /** Whether any version of the object is known that begins so. */
  boolean knowsAnyOf(String objectId, String versionPrefix) {
    return versions.getOrDefault(objectId, Set.of()).stream()
        .anyMatch(version -> version.startsWith(versionPrefix));
  }

  /** Every stored object with its version, for a comparison. */
  Map<String, Set<String>> all() {
    return store.all();
  }

  /** An entry for a change: known from now on in this poll, committed with the change. */
  LedgerEntry reported(LedgerEntry entry) {
    Set<String> known = versions.computeIfAbsent(entry.objectId(), id -> new HashSet<>());
    if (entry.replaces()) {
      known.clear();
    }
    known.add(entry.version());
    return entry;
  }

  /** Notes a version that is not to be reported. */
  void note(LedgerEntry entry) {
    silent.add(reported(entry));
  }

  /** What was noted since the last call. */
  public List<LedgerEntry> takeNoted() {
    List<LedgerEntry> taken = List.copyOf(silent);
    silent.clear();
    return taken;
  }
}
