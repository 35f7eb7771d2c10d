package io.pollhook.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The versions of objects that a feed has reported, as one poll sees them: the stored ones and
 * those that the poll itself has found since its last commit, so that an object that moves between
 * pages is reported once.
 *
 * <p>It holds the versions that the pages since the last commit needed. A long poll commits now and
 * then and calls {@link #forgetCommitted} afterwards, so that its memory stays bounded.
 */
public final class Ledger {
  private static final int MAX_IDS = 1_000;

  private final Store store;
  private final Map<String, Set<String>> versions = new HashMap<>();
  private final Set<String> fetched = new HashSet<>();
  private final List<LedgerEntry> silent = new ArrayList<>();

  /** The stored entries of one feed. */
  public interface Store {
    /** Returns the known versions of the given objects; objects without any are left out. */
    Map<String, Set<String>> versions(Collection<String> objectIds);

    /** Returns the number of objects. */
    int count();

    /**
     * Returns the ids of the next objects, in the store's order.
     *
     * @param last the last id of the previous call; null for the first objects
     * @param limit the highest number of ids to return; fewer if there are no more
     */
    List<String> idsAfter(String last, int limit);
  }

  /** Creates the view that one poll has of the stored entries. */
  public Ledger(Store store) {
    this.store = store;
  }

  /** Fetches what is known about a page's objects, in one round trip. */
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

  /** Returns whether any version of the object was reported or noted before. */
  boolean knows(String objectId) {
    return versions.containsKey(objectId);
  }

  /** Returns whether that version of the object was reported or noted before. */
  boolean knows(String objectId, String version) {
    Set<String> known = versions(objectId);
    return known.contains(version)
        || known.contains(version + LedgerEntry.CREATED)
        || known.contains(version + LedgerEntry.DELETED);
  }

  /** Returns whether any known version of the object begins with the prefix. */
  boolean knowsAnyOf(String objectId, String versionPrefix) {
    return versions(objectId).stream().anyMatch(version -> version.startsWith(versionPrefix));
  }

  /** Returns the known versions of the object, with their marks; empty if there are none. */
  Set<String> versions(String objectId) {
    return versions.getOrDefault(objectId, Set.of());
  }

  /** Returns the number of stored objects. */
  int count() {
    return store.count();
  }

  /** Passes the ids of all stored objects to a consumer, with at most a page of them in memory. */
  void forEachId(Consumer<String> consumer) {
    List<String> ids = store.idsAfter(null, MAX_IDS);
    while (!ids.isEmpty()) {
      ids.forEach(consumer);
      ids = store.idsAfter(ids.get(ids.size() - 1), MAX_IDS);
    }
  }

  /**
   * Returns the entry of a change. This poll knows it from now on; it is committed with the change.
   */
  LedgerEntry reported(LedgerEntry entry) {
    if (entry.replaces()) {
      versions.remove(entry.objectId());
    }
    if (entry.version() != null) {
      versions.computeIfAbsent(entry.objectId(), id -> new HashSet<>()).add(entry.version());
    }
    return entry;
  }

  /** Notes a version that is not to be reported. */
  void note(LedgerEntry entry) {
    silent.add(reported(entry));
  }

  /** Returns the entries noted since the last call. */
  public List<LedgerEntry> takeNoted() {
    List<LedgerEntry> taken = List.copyOf(silent);
    silent.clear();
    return taken;
  }

  /**
   * Frees the memory of everything known so far. Call this between two pages, once the entries of
   * all changes read so far and all entries from {@link #takeNoted} are in the store: later pages
   * fetch them from there if needed.
   */
  public void forgetCommitted() {
    versions.clear();
    fetched.clear();
  }
}
