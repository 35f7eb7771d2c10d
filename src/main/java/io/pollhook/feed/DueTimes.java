package io.pollhook.feed;

import io.pollhook.claim.DueGate;
import io.pollhook.store.Database;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When to look for due feeds of each source, in memory. */
public final class DueTimes {
  private final Database database;
  private final Map<String, DueGate> gates = new ConcurrentHashMap<>();

  public DueTimes(Database database) {
    this.database = database;
  }

  /** The gate of a source; open if nobody has looked for its feeds yet. */
  public DueGate of(String source) {
    return gates.computeIfAbsent(source, any -> new DueGate(database::now));
  }
}
