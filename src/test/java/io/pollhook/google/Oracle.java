package io.pollhook.google;

import io.pollhook.google.ObjectChange.Resource;
import java.util.ArrayList;
import java.util.List;

/** The true log of an account's changes, in the order in which the API began to show them. */
public final class Oracle {
  private final List<Change> changes = new ArrayList<>();

  synchronized void record(Change change) {
    changes.add(change);
  }

  /** All changes so far. */
  public List<Change> changes() {
    return since(0);
  }

  /** All changes so far of one resource. */
  public List<ObjectChange> changes(Resource resource) {
    return changes().stream()
        .map(Change::what)
        .filter(change -> change.resource() == resource)
        .toList();
  }

  /** How many changes there were; a mark to ask {@link #since} with. */
  public synchronized int size() {
    return changes.size();
  }

  /** The changes after a mark. */
  public synchronized List<Change> since(int mark) {
    return List.copyOf(changes.subList(mark, changes.size()));
  }

  /**
   * Compares what was delivered with every change of the log. Where several changes between two
   * polls make one event, compare with {@link Discrepancies#between} and an expectation of one's
   * own.
   */
  public Discrepancies compare(List<ObjectChange> delivered) {
    return Discrepancies.between(changes().stream().map(Change::what).toList(), delivered);
  }
}
