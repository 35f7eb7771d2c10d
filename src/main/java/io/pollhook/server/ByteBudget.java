package io.pollhook.server;

import java.util.concurrent.atomic.AtomicLong;

/** A number of bytes that everything which is held in memory at once shares. */
final class ByteBudget {
  private final AtomicLong left;

  ByteBudget(long bytes) {
    this.left = new AtomicLong(bytes);
  }

  /** Takes some; false, and none taken, if fewer are left. */
  boolean take(long bytes) {
    long before;
    do {
      before = left.get();
      if (before < bytes) {
        return false;
      }
    } while (!left.compareAndSet(before, before - bytes));
    return true;
  }

  /** Gives back what was taken. */
  void give(long bytes) {
    left.addAndGet(bytes);
  }
}
