package io.pollhook.delivery;

import java.util.concurrent.atomic.AtomicLong;

/** Remembers when to look for due lanes next, so that the tick costs nothing in between. */
final class DueSignal {
  private static final long NOW = Long.MIN_VALUE;

  private final AtomicLong lookAt = new AtomicLong(NOW);
  private volatile Runnable wake = () -> {};

  /** What a raised signal runs at once; before that, only the tick sees it. */
  void onRaise(Runnable wake) {
    this.wake = wake;
  }

  void raise() {
    if (lookAt.getAndSet(NOW) != NOW) {
      wake.run();
    }
  }

  boolean isDue(long now) {
    return lookAt.get() <= now;
  }

  /** A look begins: what is raised from here on asks for another one. */
  void lower() {
    lookAt.set(Long.MAX_VALUE);
  }

  /** A look has ended and found when the next one is due. */
  void lookAgainAt(long time) {
    lookAt.compareAndSet(Long.MAX_VALUE, time);
  }
}
