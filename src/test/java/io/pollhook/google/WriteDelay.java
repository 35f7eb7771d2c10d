package io.pollhook.google;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Holds writes back, so that they become visible later than their date. Not thread-safe; guarded by
 * its owner's lock.
 */
final class WriteDelay<T> {
  private final Consumer<T> visible;
  private final List<T> held = new ArrayList<>();
  private boolean holding;

  WriteDelay(Consumer<T> visible) {
    this.visible = visible;
  }

  void write(T value) {
    if (holding) {
      held.add(value);
    } else {
      visible.accept(value);
    }
  }

  /** Returns the values not visible yet, newest first. */
  List<T> held() {
    List<T> newestFirst = new ArrayList<>(held);
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  void hold() {
    holding = true;
  }

  void release() {
    holding = false;
    held.forEach(visible);
    held.clear();
  }
}
