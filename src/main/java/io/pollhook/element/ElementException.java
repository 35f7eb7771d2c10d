package io.pollhook.element;

import java.util.List;

/** An element file that cannot be loaded, with one line for each mistake. */
final class ElementException extends Exception {
  private final transient List<String> lines;

  ElementException(List<String> lines) {
    super(String.join("\n", lines));
    this.lines = List.copyOf(lines);
  }

  /** The mistakes in the order of the file, such as {@code acme.yaml, line 3: key is missing}. */
  List<String> lines() {
    return lines;
  }
}
