package io.pollhook.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A number of bytes that everything which is held in memory at once shares. */
public final class ByteBudget {
  private final long all;
  private long left;

  /** Of that number of bytes. */
  public ByteBudget(long bytes) {
    this.all = bytes;
    this.left = bytes;
  }

  /** The bytes that there are when none are taken. */
  public long all() {
    return all;
  }

  /** Takes some; false, and none taken, if fewer are left. */
  public synchronized boolean take(long bytes) {
    if (left < bytes) {
      return false;
    }
    left -= bytes;
    return true;
  }

  /** The same, but waits for others to give some back. */
  public synchronized boolean take(long bytes, Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (!take(bytes)) {
      long wait = end - System.nanoTime();
      if (wait <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, wait);
    }
    return true;
  }

  /** Gives back what was taken. */
  public synchronized void give(long bytes) {
    left += bytes;
    notifyAll();
  }
}
