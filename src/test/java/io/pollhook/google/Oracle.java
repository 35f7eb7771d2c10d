package io.pollhook.google;

import io.pollhook.google.ObjectChange.Resource;
import java.util.ArrayList;
import java.util.List;

/** The log of an account's real changes, in the order in which the API began to show them. */
public final class Oracle {
  private final List<Change> changes = new ArrayList<>();

  synchronized void record(Change change) {
    changes.add(change);
  }

  /** Returns all changes so far. */
  public List<Change> changes() {
    return since(0);
  }

  /** Returns all changes of a resource so far. */
  public List<ObjectChange> changes(Resource resource) {
    return changes().stream()
        .map(Change::what)
        .filter(change -> change.resource() == resource)
        .toList();
  }

  /** Returns the number of changes so far; a mark for {@link #since}. */
  public synchronized int size() {
    return changes.size();
  }

  /** Returns the changes after a mark. */
  public synchronized List<Change> since(int mark) {
    return List.copyOf(changes.subList(mark, changes.size()));
  }

  /**
   * Compares the delivered changes with every change in the log. If several changes between two
   * polls make one event, use {@link Discrepancies#between} with your own expectation.
   */
  public Discrepancies compare(List<ObjectChange> delivered) {
    return Discrepancies.between(changes().stream().map(Change::what).toList(), delivered);
  }
}
