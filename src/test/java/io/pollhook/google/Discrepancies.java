package io.pollhook.google;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The differences between expected and delivered changes, counting each occurrence.
 *
 * @param lost expected more often than delivered
 * @param invented delivered more often than expected
 */
public record Discrepancies(List<ObjectChange> lost, List<ObjectChange> invented) {

  /** Compares changes, regardless of their order. */
  public static Discrepancies between(List<ObjectChange> expected, List<ObjectChange> delivered) {
    return new Discrepancies(minus(expected, delivered), minus(delivered, expected));
  }

  /** Returns whether delivered and expected are the same. */
  public boolean none() {
    return lost.isEmpty() && invented.isEmpty();
  }

  private static List<ObjectChange> minus(List<ObjectChange> from, List<ObjectChange> taken) {
    Map<ObjectChange, Integer> left = new HashMap<>();
    taken.forEach(change -> left.merge(change, 1, Integer::sum));
    return from.stream().filter(change -> left.merge(change, -1, Integer::sum) < 0).toList();
  }
}
