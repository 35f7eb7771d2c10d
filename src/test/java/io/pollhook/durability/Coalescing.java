package io.pollhook.durability;

import io.pollhook.google.ObjectChange.Kind;
import io.pollhook.google.ObjectChange.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Decides which events may be reported of a changed object: a poll combines several changes into
 * one event.
 */
final class Coalescing {
  private Coalescing() {}

  /**
   * Returns whether the events match the changes.
   *
   * @param changes the changes of one object, in order; none of them was reported before
   * @param events the types of the events of the same object
   */
  static boolean allows(Resource resource, List<Kind> changes, List<String> events) {
    return letters(resource, events).matches(expected(resource, letters(changes)));
  }

  /**
   * Returns whether some of the events match the changes, so that the others may be repetitions.
   */
  static boolean allowsRepeated(Resource resource, List<Kind> changes, List<String> events) {
    if (allows(resource, changes, events)) {
      return true;
    }
    return IntStream.range(0, events.size())
        .anyMatch(
            left -> {
              List<String> others = new ArrayList<>(events);
              others.remove(left);
              return allowsRepeated(resource, changes, others);
            });
  }

  private static String expected(Resource resource, String changes) {
    boolean created = changes.startsWith("C");
    boolean deleted = changes.endsWith("D");
    String updates = "U{0," + changes.replaceAll("[^U]", "").length() + "}";
    if (changes.isEmpty()) {
      return "";
    }
    if (resource == Resource.EVENTS) {
      // a change soon after the creation looks like one, and cancelled events stay listed forever
      int others = changes.replace("D", "").length();
      return deleted ? "E{0," + others + "}D" : "E{1," + others + "}";
    }
    if (created) {
      return deleted ? "(C" + updates + "D)?" : "C" + updates;
    }
    return deleted ? updates + "D" : "U" + updates;
  }

  private static String letters(List<Kind> kinds) {
    return kinds.stream().map(kind -> letter(kind.name())).collect(Collectors.joining());
  }

  private static String letters(Resource resource, List<String> events) {
    String letters = events.stream().map(Coalescing::letter).collect(Collectors.joining());
    return resource == Resource.EVENTS ? letters.replaceAll("[CU]", "E") : letters;
  }

  private static String letter(String type) {
    return type.equals("UNKNOWN") ? "?" : type.substring(0, 1);
  }
}
