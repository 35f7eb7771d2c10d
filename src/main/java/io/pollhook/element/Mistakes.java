package io.pollhook.element;

import com.fasterxml.jackson.core.JsonPointer;
import io.pollhook.log.Shortened;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Collects the mistakes in an element file, each with its line and field. */
final class Mistakes {
  /** The most mistakes listed, so that one broken file does not flood the log. */
  static final int MOST_LISTED = 20;

  private static final int LONGEST_VALUE_SHOWN = 100;
  private static final Pattern PLAIN_NAME = Pattern.compile("[^.\\[\\]'\\s\\p{Cntrl}]+");

  private final String file;
  private final Map<JsonPointer, Integer> lines = new HashMap<>();
  private final List<Mistake> mistakes = new ArrayList<>();

  private record Mistake(int line, String text) {}

  /**
   * Creates an empty collection.
   *
   * @param file the name of the file as messages show it
   */
  Mistakes(String file) {
    this.file = file;
  }

  /** Records the line, counted from 1, of a key or list entry. */
  void locate(JsonPointer field, int line) {
    lines.put(field, line);
  }

  /**
   * Returns the line of a key or list entry, or of its closest ancestor with a line; 0 if there is
   * none.
   */
  int line(JsonPointer field) {
    JsonPointer at = field;
    while (at != null && !lines.containsKey(at)) {
      at = at.head();
    }
    return at == null ? 0 : lines.get(at);
  }

  /**
   * Adds a mistake.
   *
   * @param reason continues the field's name, such as {@code is missing}
   */
  void add(JsonPointer field, String reason) {
    add(line(field), name(field) + " " + reason);
  }

  /** Adds a mistake that is not about one field. A line of 0 means the whole file. */
  void add(int line, String text) {
    mistakes.add(new Mistake(line, text));
  }

  /**
   * Throws an exception if there are mistakes, with the first {@value #MOST_LISTED} and the number
   * of others.
   */
  void check() throws ElementException {
    if (mistakes.isEmpty()) {
      return;
    }
    List<String> all =
        mistakes.stream()
            .sorted(Comparator.comparingInt(Mistake::line))
            .map(this::line)
            .distinct()
            .toList();
    List<String> listed = new ArrayList<>(all.subList(0, Math.min(all.size(), MOST_LISTED)));
    if (all.size() > MOST_LISTED) {
      listed.add("%s: %d more mistakes".formatted(file, all.size() - MOST_LISTED));
    }
    throw new ElementException(listed);
  }

  private String line(Mistake mistake) {
    String line = mistake.line() == 0 ? "" : ", line " + mistake.line();
    return file + line + ": " + mistake.text();
  }

  /** Returns a pointer to a field, given the names of keys and the indices of list entries. */
  static JsonPointer at(Object... steps) {
    JsonPointer at = JsonPointer.empty();
    for (Object step : steps) {
      at = step instanceof Integer index ? at.appendIndex(index) : at.appendProperty((String) step);
    }
    return at;
  }

  /** Returns a value as messages show it: on one line, quoted and shortened. */
  static String quoted(String value) {
    String line = value.replaceAll("\\p{Cntrl}+", " ");
    return '"' + Shortened.to(LONGEST_VALUE_SHOWN, line) + '"';
  }

  /** Returns the name of a field, such as {@code resources[1].paging.style}. */
  private static String name(JsonPointer field) {
    StringBuilder name = new StringBuilder();
    for (JsonPointer at = field; !at.matches(); at = at.tail()) {
      String step = at.getMatchingProperty();
      if (at.mayMatchElement()) {
        name.append('[').append(step).append(']');
      } else if (PLAIN_NAME.matcher(step).matches()) {
        name.append(name.isEmpty() ? "" : ".").append(step);
      } else {
        name.append('[').append(quoted(step)).append(']');
      }
    }
    return name.isEmpty() ? "the file" : name.toString();
  }
}
