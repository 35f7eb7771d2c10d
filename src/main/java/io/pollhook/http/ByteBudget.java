package io.pollhook.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A number of bytes shared by everything that is held in memory at once. */
public final class ByteBudget {
  private final long all;
  private long left;

  /** Creates a budget of the given number of bytes. */
  public ByteBudget(long bytes) {
    this.all = bytes;
    this.left = bytes;
  }

  /** The size of the whole budget. */
  public long all() {
    return all;
  }

  /** Takes some bytes; takes none and returns false if fewer are left. */
  public synchronized boolean take(long bytes) {
    if (left < bytes) {
      return false;
    }
    left -= bytes;
    return true;
  }

  /**
   * Takes some bytes, waiting for others to give some back; takes none and returns false if the
   * wait ends first.
   */
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

  /** Gives back bytes taken before. */
  public synchronized void give(long bytes) {
    left += bytes;
    notifyAll();
  }
}
