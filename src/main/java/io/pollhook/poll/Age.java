package io.pollhook.poll;

import java.time.Duration;

/** The time since something was last done, by a clock that nobody sets. */
final class Age {
  private long since = System.nanoTime();

  /** Returns whether it is older than this; if so, it counts as done again now. */
  boolean isOver(Duration age) {
    long now = System.nanoTime();
    boolean over = now - since > age.toNanos();
    since = over ? now : since;
    return over;
  }
}
