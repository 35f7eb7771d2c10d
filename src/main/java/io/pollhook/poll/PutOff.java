package io.pollhook.poll;

import io.pollhook.change.Change;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The changes of one poll whose objects could not be fetched: they are tried again by the next
 * poll, while the others are reported. Details are fetched by several threads at once.
 */
final class PutOff {
  /** If more objects than this fail at once, the provider is at fault and not the objects. */
  static final int MOST = 5;

  private final Set<Change> changes = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<String> warnings = new ArrayList<>();
  private String first;

  /** Puts a change off; returns false if there are too many already. */
  synchronized boolean add(Change change, String why) {
    if (changes.size() == MOST) {
      return false;
    }
    changes.add(change);
    first = first == null ? why : first;
    return true;
  }

  /** Adds a warning to the poll record that an object was given up. */
  synchronized void warn(String text) {
    warnings.add(text);
  }

  /** The changes of a batch that were not put off. */
  synchronized List<Change> without(List<Change> batch) {
    return batch.stream().filter(change -> !changes.contains(change)).toList();
  }

  /** The reason why the cursor cannot move on; empty if nothing was put off. */
  synchronized Optional<String> reason() {
    return Optional.ofNullable(first);
  }

  /** The warnings that are not committed yet. */
  synchronized List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** Discards the warnings, which were committed in the middle of the poll. */
  synchronized void committed() {
    warnings.clear();
  }
}
