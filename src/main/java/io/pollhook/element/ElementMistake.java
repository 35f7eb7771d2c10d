package io.pollhook.element;

import java.util.List;

/** What an element must not say, and where it says it. */
final class ElementMistake extends RuntimeException {
  private final transient List<String> path;

  ElementMistake(String reason, String... path) {
    super(reason);
    this.path = List.of(path);
  }

  /** Names of fields and numbers of list entries. */
  List<String> path() {
    return path;
  }
}
