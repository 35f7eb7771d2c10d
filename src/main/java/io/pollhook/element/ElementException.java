package io.pollhook.element;

import java.util.List;

/** Thrown if an element file cannot be loaded, with one line per mistake. */
final class ElementException extends Exception {
  private final transient List<String> lines;

  ElementException(List<String> lines) {
    super(String.join("\n", lines));
    this.lines = List.copyOf(lines);
  }

  /**
   * Returns the mistakes in the order of the file, such as {@code acme.yaml, line 3: key is
   * missing}.
   */
  List<String> lines() {
    return lines;
  }
}
