package io.pollhook.delivery;

import java.util.concurrent.atomic.AtomicLong;

/** Remembers when to look for due lanes next, so that the tick costs nothing in between. */
final class DueSignal {
  private static final long NOW = Long.MIN_VALUE;
  private static final long LOOKING = Long.MAX_VALUE;

  /** Another node may have made a lane due, or have died with it. */
  static final long LONGEST_MILLIS = 1_000;

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
    long at = lookAt.get();
    // further ahead than it can have been set: the clock went back
    return at <= now || (at != LOOKING && at > now + LONGEST_MILLIS);
  }

  /** A look begins: what is raised from here on asks for another one. */
  void lower() {
    lookAt.set(LOOKING);
  }

  /** A look has ended and found when the next one is due. */
  void lookAgainAt(long time) {
    lookAt.compareAndSet(LOOKING, time);
  }
}
