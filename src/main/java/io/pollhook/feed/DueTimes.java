package io.pollhook.feed;

import io.pollhook.claim.DueGate;
import io.pollhook.store.Database;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The times, in memory, at which to look for due feeds of each source. */
public final class DueTimes {
  private final Database database;
  private final Map<String, DueGate> gates = new ConcurrentHashMap<>();

  public DueTimes(Database database) {
    this.database = database;
  }

  /** Returns the gate of a source; open if its feeds have not been looked for yet. */
  public DueGate of(String source) {
    return gates.computeIfAbsent(source, any -> new DueGate(database::now));
  }
}
